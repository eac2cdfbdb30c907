import type { CleanAudio } from './audio.ts'
import { FileRefusal } from './refusal.ts'

// ISO/IEC 11172-3 and 13818-3, layer III: kilobits per second by index, and samples per second by version and index.
const kilobits = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const samplesPerSecond = [44_100, 48_000, 32_000] as const

interface Frame {
  readonly length: number
  readonly samples: number
  readonly rate: number
}

/** Keeps the frames of sound alone: tags of whatever make stand before, between or behind them. */
export function cleanMp3(bytes: Buffer): CleanAudio {
  const kept: Buffer[] = []
  let seconds = 0
  let at = afterTags(bytes)
  const rate = frameAt(bytes, firstFrame(bytes, at))?.rate
  while (at + 4 <= bytes.length) {
    const frame = frameAt(bytes, at)
    if (!frame || frame.rate !== rate || at + frame.length > bytes.length) {
      at++
      continue
    }
    kept.push(bytes.subarray(at, at + frame.length))
    seconds += frame.samples / frame.rate
    at += frame.length
  }
  if (kept.length < 2) throw new FileRefusal('FILE_DAMAGED')
  return { bytes: Buffer.concat(kept), durationMs: Math.round(seconds * 1_000) }
}

/** Where the ID3v2 tags at the start end. They may hold pictures, in which anything looks like a frame. */
function afterTags(bytes: Buffer): number {
  let at = 0
  while (bytes.toString('latin1', at, at + 3) === 'ID3' && at + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + (bytes[at + place]! & 0x7f), 0)
    const hasFooter = (bytes[at + 5]! & 0x10) !== 0
    at += 10 + size + (hasFooter ? 10 : 0)
  }
  return at
}

/** A frame that another of the same rate follows: one alone may be chance. */
function firstFrame(bytes: Buffer, from: number): number {
  for (let at = from; at + 4 <= bytes.length; at++) {
    const frame = frameAt(bytes, at)
    if (frame && frameAt(bytes, at + frame.length)?.rate === frame.rate) return at
  }
  throw new FileRefusal('FILE_DAMAGED')
}

function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2) return null
  const version = (bytes[at + 1]! >> 3) & 3
  const isFirst = version === 3
  const bits = kilobits[isFirst ? 1 : 2][bytes[at + 2]! >> 4]
  const full = samplesPerSecond[(bytes[at + 2]! >> 2) & 3]
  if (version === 1 || !bits || !full) return null
  const rate = isFirst ? full : full / (version === 2 ? 2 : 4)
  const samples = isFirst ? 1_152 : 576
  const padding = (bytes[at + 2]! >> 1) & 1
  return { length: Math.floor((samples / 8) * ((bits * 1_000) / rate)) + padding, samples, rate }
}
