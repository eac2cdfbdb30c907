import type { CleanAudio } from './audio.ts'
import { emptyComments, opusSamples } from './comments.ts'
import { openCount } from './pieces.ts'
import { FileRefusal } from './refusal.ts'

/** A page of an Ogg stream (RFC 3533): where it stands, and its pieces of packets. */
interface Page {
  readonly at: number
  readonly end: number
  readonly granule: bigint
  readonly serial: number
  readonly segments: readonly Segment[]
}

interface Segment {
  readonly at: number
  readonly length: number
  /** A packet goes on in the next segment while these are full. */
  readonly endsPacket: boolean
}

/** Empties the comments of an Ogg file of Opus or Vorbis in place. Films and chains of several streams are refused. */
export function cleanOgg(bytes: Buffer): CleanAudio {
  const pages = pagesOf(bytes)
  if (pages.some(({ serial }) => serial !== pages[0]!.serial)) throw new FileRefusal('FILE_TYPE_NOT_ALLOWED')
  const packets = packetsOf(pages.flatMap(({ segments }) => segments))
  const contentOf = (packet: readonly Segment[]) =>
    Buffer.concat(packet.map(({ at, length }) => bytes.subarray(at, at + length)))
  const [head, comments, ...sounds] = packets
  if (!head || !comments) throw new FileRefusal('FILE_DAMAGED')
  const start = contentOf(head)
  const isOpus = start.toString('latin1', 0, 8) === 'OpusHead'
  if (!isOpus && start.toString('latin1', 0, 7) !== '\x01vorbis') throw new FileRefusal('FILE_TYPE_MISMATCH')
  const cleaned = contentOf(comments)
  if (cleaned.toString('latin1', 0, isOpus ? 8 : 7) !== (isOpus ? 'OpusTags' : '\x03vorbis')) {
    throw new FileRefusal('FILE_DAMAGED')
  }
  emptyComments(cleaned)
  const out = Buffer.from(bytes)
  scatter(cleaned, comments, out)
  const lastTouched = comments.at(-1)!.at
  for (const page of pages) if (page.at < lastTouched) out.writeUInt32LE(checksum(out, page), page.at + 22)
  return { bytes: out, durationMs: Math.round(1_000 * (isOpus ? opusSeconds() : vorbisSeconds())) }

  function opusSeconds(): number {
    return sounds.reduce((sum, packet) => sum + opusSamples(contentOf(packet)), 0) / 48_000
  }

  /** Vorbis tells a packet's length only to who decodes it, so each page is believed where its sound ends. */
  function vorbisSeconds(): number {
    return pages.reduce((last, { granule }) => Math.max(last, Number(granule)), 0) / start.readUInt32LE(12)
  }
}

function pagesOf(bytes: Buffer): Page[] {
  const count = openCount()
  const pages: Page[] = []
  for (let at = 0; at < bytes.length;) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS') throw new FileRefusal('FILE_DAMAGED')
    count()
    const pieces = bytes.readUInt8(at + 26)
    const segments: Segment[] = []
    let end = at + 27 + pieces
    for (let index = 0; index < pieces; index++) {
      count()
      const length = bytes.readUInt8(at + 27 + index)
      segments.push({ at: end, length, endsPacket: length < 255 })
      end += length
    }
    if (end > bytes.length) throw new FileRefusal('FILE_DAMAGED')
    pages.push({ at, end, granule: bytes.readBigInt64LE(at + 6), serial: bytes.readUInt32LE(at + 14), segments })
    at = end
  }
  return pages
}

function packetsOf(segments: readonly Segment[]): Segment[][] {
  const packets: Segment[][] = []
  let open: Segment[] = []
  for (const segment of segments) {
    open.push(segment)
    if (!segment.endsPacket) continue
    packets.push(open)
    open = []
  }
  return packets
}

function scatter(packet: Buffer, segments: readonly Segment[], target: Buffer): void {
  let from = 0
  for (const { at, length } of segments) {
    packet.copy(target, at, from, from + length)
    from += length
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1
  return crc
})

/** The sum over a page, read as if its own place were zero; no packet's usual one, as it runs from the highest bit. */
function checksum(bytes: Buffer, { at, end }: Page): number {
  let crc = 0
  for (let place = at; place < end; place++) {
    const byte = place >= at + 22 && place < at + 26 ? 0 : bytes[place]!
    crc = (crc << 8) ^ crcTable[((crc >>> 24) ^ byte) & 0xff]!
  }
  return crc >>> 0
}
