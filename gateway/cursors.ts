import type { Actor } from '../subgraphs/kernel/actor.ts'
import { badInput, shown } from '../subgraphs/kernel/errors.ts'
import type { Place } from '../subgraphs/kernel/events/cursor.ts'
import type { Links, SeenPlace, SubgraphLink } from '../subgraphs/kernel/link.ts'

/** The header in which a request brings cursors, separated by commas. */
export const afterHeader = 'portico-after'

const MOST_CURSORS = 8

/**
 * The cursors beside a document: of mutations that its answer must know of. They come as the header `Portico-After`, or
 * as `after` in `extensions`, where there are no headers.
 */
export function cursorsBeside(header: unknown, extensions: unknown): readonly unknown[] {
  const { after } = (extensions ?? {}) as { after?: unknown }
  const given = typeof header === 'string' ? header.split(',').map((cursor) => cursor.trim()) : []
  return [...given, ...(Array.isArray(after) ? after : [after])].filter((cursor) => cursor != null && cursor !== '')
}

/**
 * Which places of which logs cursors stand for; a visitor has seen none. Each subgraph knows its own. Throws
 * BAD_USER_INPUT for a cursor that is nobody's or another company's, and NOT_READY while its owner may be away.
 */
export async function placesOf(links: Links, actor: Actor, cursors: readonly unknown[]): Promise<readonly SeenPlace[]> {
  if (cursors.length === 0 || actor.kind === 'anonymous') return []
  if (cursors.length > MOST_CURSORS) throw badInput('TOO_MANY_CURSORS', { most: MOST_CURSORS })
  const { company } = actor
  return Promise.all([...new Set(cursors)].map((cursor) => placeOf(links, company, cursor)))
}

async function placeOf(links: Links, company: string, cursor: unknown): Promise<SeenPlace> {
  if (typeof cursor !== 'string' || !/^[\w-]{36}$/.test(cursor)) throw foreign()
  const asked = Object.values(links).map(async (link) => {
    const place = await link.get<Place | null>('cursor', { company, cursor })
    if (!place) throw new NotTheirs()
    return { source: link.name, ...place }
  })
  return Promise.any(asked).catch(({ errors }: AggregateError) => {
    if (errors.every((error) => error instanceof NotTheirs)) throw foreign()
    throw shown('CURSOR_UNREADABLE')
  })
}

class NotTheirs extends Error {}

const foreign = () => badInput('CURSOR_NOT_YOURS', { header: afterHeader })

/** Waits, once for each subgraph that an operation asks, until it has taken in what the asker has seen of the others. */
export type CatchUp = (link: SubgraphLink) => Promise<void>

export function catchUpWith(places: readonly SeenPlace[]): CatchUp | undefined {
  if (places.length === 0) return undefined
  const waits = new Map<SubgraphLink, Promise<void>>()
  return (link) => {
    const after = places.filter(({ source }) => source !== link.name)
    if (after.length === 0) return Promise.resolve()
    // One that cannot say holds nobody up: what is wrong with it, the operation meets by itself.
    const wait =
      waits.get(link) ??
      link.get('catchUp', { after: JSON.stringify(after) }).then(
        () => {},
        () => {},
      )
    waits.set(link, wait)
    return wait
  }
}
