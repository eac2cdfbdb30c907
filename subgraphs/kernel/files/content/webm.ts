import type { CleanAudio } from './audio.ts'
import { emptyComments, opusSamples } from './comments.ts'
import { openCount } from './pieces.ts'
import { FileRefusal } from './refusal.ts'

/** An element of a WebM file (EBML, RFC 8794): its content stands from `start` to `end`. */
interface Element {
  readonly id: number
  readonly at: number
  readonly start: number
  readonly end: number
}

/** Called for each element that is read. */
type Count = () => void

const seekHead = 0x114d9b74
const cues = 0x1c53bb6b
const chapters = 0x1043a770
const attachments = 0x1941a469
const tags = 0x1254c367
const ebml = 0x1a45dfa3
const docType = 0x4282
const segment = 0x18538067
const info = 0x1549a966
const timestampScale = 0x2ad7b1
const muxer = 0x4d80
const writer = 0x5741
const tracks = 0x1654ae6b
const track = 0xae
const trackType = 0x83
const codecId = 0x86
const codecPrivate = 0x63a2
const cluster = 0x1f43b675
const clusterTimestamp = 0xe7
const simpleBlock = 0xa3
const blockGroup = 0xa0
const block = 0xa1

/** The elements that playing sound needs, by what they stand in. All others tell of the sound, or of who made it where. */
const needed: ReadonlyMap<number, readonly number[]> = new Map([
  [segment, [seekHead, info, tracks, cluster, cues]],
  [info, [timestampScale, 0x4489, muxer, writer]],
  [tracks, [track]],
  // Number, id, type, flags, usual duration, language, codec and its delays, sound, and how its content is packed.
  [
    track,
    [
      0xd7,
      0x73c5,
      trackType,
      0xb9,
      0x88,
      0x55aa,
      0x9c,
      0x23e383,
      0x22b59c,
      codecId,
      codecPrivate,
      0x56aa,
      0x56bb,
      0xe1,
    ],
  ],
  [cluster, [clusterTimestamp, simpleBlock, blockGroup, 0xa7, 0xab]],
  // The block, how long it is, what it refers to, and what is to be cut off at its end.
  [blockGroup, [block, 0x9b, 0xfb, 0x75a2]],
])

const besideClusters: readonly number[] = [...needed.get(segment)!, chapters, attachments, tags]

/** Turns all that is not needed for playing into `Void` elements of zeros, in place. Films are refused. */
export function cleanWebm(received: Buffer): CleanAudio {
  const bytes = Buffer.from(received)
  const count = openCount()
  const header = elementAt(bytes, 0, bytes.length, count)
  const kind = header.id === ebml && children(bytes, header, count).find(({ id }) => id === docType)
  if (!kind || textOf(bytes, kind) !== 'webm') throw new FileRefusal('FILE_TYPE_MISMATCH')
  const whole = elementAt(bytes, header.end, bytes.length, count)
  if (whole.id !== segment) throw new FileRefusal('FILE_DAMAGED')
  const elements = walk(bytes, whole, count)
  const all = (...ids: readonly number[]) => elements.filter(({ id }) => ids.includes(id))
  const types = all(trackType).map((element) => numberOf(bytes, element))
  if (types.includes(1)) throw new FileRefusal('FILE_TYPE_MISMATCH')
  const [codec] = all(codecId).map((element) => textOf(bytes, element))
  if (types.length !== 1 || types[0] !== 2 || (codec !== 'A_OPUS' && codec !== 'A_VORBIS')) {
    throw new FileRefusal('FILE_TYPE_NOT_ALLOWED')
  }
  for (const { start, end } of all(muxer, writer)) bytes.fill(0, start, end)
  if (codec === 'A_VORBIS') for (const element of all(codecPrivate)) emptyCommentsAmong(bytes, element)
  return { bytes: bytes.subarray(0, whole.end), durationMs: Math.round(durationOf(bytes, elements, codec)) }
}

/** All needed elements below one, outer before inner; the others are wiped on the way. */
function walk(bytes: Buffer, parent: Element, count: Count): Element[] {
  return children(bytes, parent, count).flatMap((element) => {
    if (!needed.get(parent.id)!.includes(element.id)) {
      makeVoid(bytes, element)
      return []
    }
    return needed.has(element.id) ? [element, ...walk(bytes, element, count)] : [element]
  })
}

function children(bytes: Buffer, { id: parent, start, end }: Element, count: Count): Element[] {
  const found: Element[] = []
  for (let at = start; at < end;) {
    const element = elementAt(bytes, at, end, count)
    if (element.end > end || (parent === cluster && element.id === cluster)) throw new FileRefusal('FILE_DAMAGED')
    found.push(element)
    at = element.end
  }
  return found
}

function elementAt(bytes: Buffer, at: number, to: number, count: Count): Element {
  count()
  const idLength = Math.clz32(bytes.readUInt8(at)) - 23
  if (idLength > 4) throw new FileRefusal('FILE_DAMAGED')
  const id = bytes.readUIntBE(at, idLength)
  const sizeAt = at + idLength
  const sizeLength = Math.clz32(bytes.readUInt8(sizeAt)) - 23
  if (sizeLength > 8) throw new FileRefusal('FILE_DAMAGED')
  const start = sizeAt + sizeLength
  const size = sizeOf(bytes, sizeAt, sizeLength)
  const end = size === null ? endOfUnsized(bytes, id, start, to, count) : start + size
  if (end > to) throw new FileRefusal('FILE_DAMAGED')
  return { id, at, start, end }
}

/** Null when all its bits are set: a recorder does not know how much it will write. */
function sizeOf(bytes: Buffer, at: number, length: number): number | null {
  let size = bytes.readUInt8(at) & ((1 << (8 - length)) - 1)
  let isUnknown = size === (1 << (8 - length)) - 1
  for (const byte of bytes.subarray(at + 1, at + length)) {
    size = size * 256 + byte
    isUnknown &&= byte === 0xff
  }
  if (!isUnknown && at + length + size > bytes.length) throw new FileRefusal('FILE_DAMAGED')
  return isUnknown ? null : size
}

/** A segment goes on to the end of the file, a cluster to what can only stand beside it. */
function endOfUnsized(bytes: Buffer, id: number, start: number, to: number, count: Count): number {
  if (id === segment) return to
  if (id !== cluster) throw new FileRefusal('FILE_DAMAGED')
  let at = start
  while (at < to) {
    if (at + 4 <= to && besideClusters.includes(bytes.readUInt32BE(at))) return at
    at = elementAt(bytes, at, to, count).end
  }
  return at
}

/** Writes an element's size so broad that the whole takes as many bytes as before. */
function makeVoid(bytes: Buffer, { at, start, end }: Element): void {
  const width = Math.min(8, start - at - 1)
  bytes.fill(0, at, end)
  bytes.writeUInt8(0xec, at)
  let size = end - at - 1 - width
  for (let place = at + width; place > at; place--) {
    bytes.writeUInt8(size % 256, place)
    size = Math.floor(size / 256)
  }
  bytes[at + 1]! |= 1 << (8 - width)
}

/** Vorbis in WebM has its three headers in one, behind how many there are and how long the first two are. */
function emptyCommentsAmong(bytes: Buffer, { start, end }: Element): void {
  let at = start + 1
  const lengths = [0, 0].map(() => {
    let length = 0
    while (bytes.readUInt8(at) === 255) length += bytes.readUInt8(at++)
    return length + bytes.readUInt8(at++)
  })
  const comments = at + lengths[0]!
  const after = comments + lengths[1]!
  if (bytes[start] !== 2 || after > end || bytes.toString('latin1', comments, comments + 7) !== '\x03vorbis') {
    throw new FileRefusal('FILE_DAMAGED')
  }
  emptyComments(bytes.subarray(comments, after))
}

/** Until its last block begins, or as long as its Opus packets sound, whichever is more: either may lie alone. */
function durationOf(bytes: Buffer, elements: readonly Element[], codec: string): number {
  const scale = elements.find(({ id }) => id === timestampScale)
  const perTick = (scale ? numberOf(bytes, scale) : 1_000_000) / 1_000_000
  let base = 0
  let last = 0
  let samples = 0
  for (const element of elements) {
    if (element.id === clusterTimestamp) base = numberOf(bytes, element)
    if (element.id !== simpleBlock && element.id !== block) continue
    const head = element.start + Math.clz32(bytes.readUInt8(element.start)) - 23
    last = Math.max(last, base + bytes.readInt16BE(head))
    const isLaced = (bytes.readUInt8(head + 2) & 0x06) !== 0
    // Several packets in one block hide how long all but the first are. Recorders write one in each.
    if (isLaced) throw new FileRefusal('FILE_TYPE_NOT_ALLOWED')
    if (codec === 'A_OPUS') samples += opusSamples(bytes.subarray(head + 3, element.end))
  }
  return Math.max(last * perTick, samples / 48)
}

function numberOf(bytes: Buffer, { start, end }: Element): number {
  return end === start ? 0 : bytes.readUIntBE(start, Math.min(6, end - start))
}

function textOf(bytes: Buffer, { start, end }: Element): string {
  return bytes.toString('latin1', start, end).replace(/\0+$/, '')
}
