import { createHmac, timingSafeEqual } from 'node:crypto'
import { badInput } from '../errors.ts'
import type { CompanyId } from '../ids.ts'
import type { SubgraphName } from '../subgraph.ts'
import type { Cursor } from './event-log.ts'

/** A place in one subgraph's log: after the event `pos`, in one of the log's lives. */
export interface Place {
  readonly epoch: number
  readonly pos: number
}

/** Whose cursors they are. It is authenticated, not carried: another's cursor fails like a forged one. */
export interface CursorScope {
  readonly subgraph: SubgraphName
  readonly company: CompanyId
  /** The log's secret, the same in all processes. */
  readonly key: Buffer
}

const format = 1
const placeBytes = 11
const tagBytes = 16
const base64urlLength = ((placeBytes + tagBytes) / 3) * 4

/** Writes a place down for a client: 36 opaque characters. */
export function sealCursor(scope: CursorScope, place: Place): Cursor {
  const body = Buffer.alloc(placeBytes)
  body.writeUInt8(format, 0)
  body.writeUInt32BE(place.epoch, 1)
  body.writeUIntBE(place.pos, 5, 6)
  return Buffer.concat([body, tagOf(scope, body)]).toString('base64url')
}

/** How many cursors are remembered: those of the places that a crowd of subscribers passes at the same time. */
const remembered = 1_000

/** Seals places as `sealCursor` does, but a place that many stand at only once. */
export function openSealing(): typeof sealCursor {
  const cursors = new Map<string, Cursor>()
  return (scope, place) => {
    const key = `${scope.company} ${place.epoch} ${place.pos}`
    const known = cursors.get(key)
    if (known !== undefined) return known
    const cursor = sealCursor(scope, place)
    cursors.set(key, cursor)
    if (cursors.size > remembered) cursors.delete(cursors.keys().next().value!)
    return cursor
  }
}

/** Reads a place back; BAD_USER_INPUT when the cursor is of another subgraph, another company, or nobody's. */
export function openCursor(scope: CursorScope, cursor: Cursor): Place {
  const place = readCursor(scope, cursor)
  if (!place) throw badInput('CURSOR_OF_ANOTHER_STREAM')
  return place
}

/** The same; null when it is not one of this scope. */
export function readCursor(scope: CursorScope, cursor: Cursor): Place | null {
  const bytes = Buffer.from(cursor, 'base64url')
  const body = bytes.subarray(0, placeBytes)
  const genuine =
    cursor.length === base64urlLength &&
    bytes.length === placeBytes + tagBytes &&
    timingSafeEqual(bytes.subarray(placeBytes), tagOf(scope, body)) &&
    body.readUInt8(0) === format
  if (!genuine) return null
  return { epoch: body.readUInt32BE(1), pos: body.readUIntBE(5, 6) }
}

function tagOf({ subgraph, company, key }: CursorScope, body: Buffer): Buffer {
  return createHmac('sha256', key).update(`${subgraph}\n${company}\n`).update(body).digest().subarray(0, tagBytes)
}
