import type { CleanAudio } from './audio.ts'
import { openCount } from './pieces.ts'
import { FileRefusal } from './refusal.ts'

/** A box of an MP4 file (ISO/IEC 14496-12): its content stands from `start` to `end`. */
interface Box {
  readonly type: string
  readonly at: number
  readonly start: number
  readonly end: number
}

/** The boxes that playing sound needs, by what they stand in. All others tell of the sound, or of who made it where. */
const needed: Readonly<Record<string, readonly string[]>> = {
  file: ['ftyp', 'moov', 'moof', 'mdat', 'sidx', 'styp', 'mfra'],
  moov: ['mvhd', 'trak', 'mvex', 'iods'],
  trak: ['tkhd', 'mdia', 'edts'],
  mdia: ['mdhd', 'hdlr', 'minf'],
  minf: ['smhd', 'dinf', 'stbl'],
  stbl: ['stsd', 'stts', 'stsc', 'stsz', 'stz2', 'stco', 'co64', 'stss', 'ctts', 'sgpd', 'sbgp'],
  mvex: ['mehd', 'trex'],
  moof: ['mfhd', 'traf'],
  traf: ['tfhd', 'tfdt', 'trun', 'sgpd', 'sbgp'],
}

/**
 * Turns all that is not needed for playing into `free` boxes of zeros, in place, as sounds are found by their place in
 * the file. Films are refused, and what has more than one track.
 */
export function cleanMp4(received: Buffer): CleanAudio {
  const bytes = Buffer.from(received)
  const boxes = walk(bytes, 'file', 0, bytes.length, openCount())
  const all = (type: string) => boxes.filter((box) => box.type === type)
  const handlers = all('hdlr').map(({ start }) => bytes.toString('latin1', start + 8, start + 12))
  if (handlers.includes('vide')) throw new FileRefusal('FILE_TYPE_MISMATCH')
  if (handlers.length !== 1 || handlers[0] !== 'soun') throw new FileRefusal('FILE_TYPE_NOT_ALLOWED')
  const [mdhd] = all('mdhd')
  if (!mdhd) throw new FileRefusal('FILE_DAMAGED')
  for (const { start, end } of all('hdlr')) bytes.fill(0, start + 24, end)
  for (const { start } of [...all('mvhd'), ...all('tkhd'), mdhd]) forgetTimes(bytes, start)
  const timescale = bytes.readUInt32BE(mdhd.start + (bytes[mdhd.start] === 1 ? 20 : 12))
  const ticks = sum(all('stts').map((box) => ticksOfTable(bytes, box))) + ticksOfFragments(bytes, boxes)
  return { bytes, durationMs: Math.round((ticks / timescale) * 1_000) }
}

/** All needed boxes below one, outer before inner; the others are wiped on the way. */
function walk(bytes: Buffer, parent: string, from: number, to: number, count: () => void): Box[] {
  const found: Box[] = []
  for (let at = from; at < to;) {
    count()
    const box = boxAt(bytes, at, to)
    at = box.end
    if (!needed[parent]!.includes(box.type)) {
      bytes.write('free', box.at + 4, 'latin1')
      bytes.fill(0, box.start, box.end)
      continue
    }
    found.push(box)
    if (needed[box.type]) found.push(...walk(bytes, box.type, box.start, box.end, count))
  }
  return found
}

function boxAt(bytes: Buffer, at: number, to: number): Box {
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  const start = at + (short === 1 ? 16 : 8)
  const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
  if (at + size < start || at + size > to) throw new FileRefusal('FILE_DAMAGED')
  return { type, at, start, end: at + size }
}

/** When it was recorded and changed stands behind the version, in 32 or 64 bits each. */
function forgetTimes(bytes: Buffer, start: number): void {
  bytes.fill(0, start + 4, start + (bytes[start] === 1 ? 20 : 12))
}

function ticksOfTable(bytes: Buffer, { start, end }: Box): number {
  const count = bytes.readUInt32BE(start + 4)
  // A table that was read beyond its box would be read again with each box that does the same.
  if (start + 8 + count * 8 > end) throw new FileRefusal('FILE_DAMAGED')
  let ticks = 0
  for (let at = start + 8; at < start + 8 + count * 8; at += 8)
    ticks += bytes.readUInt32BE(at) * bytes.readUInt32BE(at + 4)
  return ticks
}

/** A recording made piece by piece has its times in the pieces: one for each sample, one for a piece, or one for all. */
function ticksOfFragments(bytes: Buffer, boxes: readonly Box[]): number {
  const trex = boxes.find(({ type }) => type === 'trex')
  const usual = trex ? bytes.readUInt32BE(trex.start + 12) : 0
  let ofPiece = usual
  let ticks = 0
  for (const box of boxes) {
    if (box.type === 'tfhd') ofPiece = durationInHeader(bytes, box.start) ?? usual
    if (box.type === 'trun') ticks += ticksOfRun(bytes, box, ofPiece)
  }
  return ticks
}

function durationInHeader(bytes: Buffer, start: number): number | null {
  const flags = bytes.readUIntBE(start + 1, 3)
  const before = 8 + (flags & 0x01 ? 8 : 0) + (flags & 0x02 ? 4 : 0)
  return flags & 0x08 ? bytes.readUInt32BE(start + before) : null
}

function ticksOfRun(bytes: Buffer, { start, end }: Box, usual: number): number {
  const flags = bytes.readUIntBE(start + 1, 3)
  const count = bytes.readUInt32BE(start + 4)
  const first = start + 8 + (flags & 0x01 ? 4 : 0) + (flags & 0x04 ? 4 : 0)
  const width = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length
  if (first + count * width > end) throw new FileRefusal('FILE_DAMAGED')
  if (!(flags & 0x100)) return count * usual
  let ticks = 0
  for (let sample = 0; sample < count; sample++) ticks += bytes.readUInt32BE(first + sample * width)
  return ticks
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
