import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseBuffer } from 'music-metadata'
import { beforeAll, describe, expect, it } from 'vitest'
import { openChecking } from './check-under-test.ts'

const { check, refusal } = openChecking()

/** Half a second of a sine each, with a title, an artist, a comment and a picture where the format has place for one. */
const recordings = {
  'cover.mp3': 'audio/mpeg',
  'tagged.m4a': 'audio/x-m4a',
  'fragmented.m4a': 'audio/mp4',
  'opus.ogg': 'audio/ogg; codecs=opus',
  'vorbis.ogg': 'audio/ogg',
  'opus.webm': 'audio/webm;codecs=opus',
  'vorbis.webm': 'audio/webm',
  'live.webm': 'audio/webm',
} as const
const names = Object.keys(recordings) as (keyof typeof recordings)[]
const films = { 'film.webm': 'audio/webm', 'film.mp4': 'audio/mp4' } as const

const files: Record<string, Buffer> = {}
beforeAll(async () => {
  for (const name of [...names, ...Object.keys(films)]) {
    files[name] = await readFile(join(import.meta.dirname, 'fixtures', name))
  }
})

describe('checking a recording', () => {
  it.each(names)('keeps the sound of %s and nothing that was said of it (API-10)', async (name) => {
    const received = files[name]!
    expect(received.toString('latin1')).toContain('secret-title')
    const { durationMs, renditions } = await check('AUDIO', received, recordings[name])
    expect(durationMs).toBeGreaterThan(380)
    expect(durationMs).toBeLessThan(560)
    expect(renditions).toHaveLength(1)
    const kept = await readFile(renditions[0]!.path)
    expect(kept.length).toBe(renditions[0]!.bytes)
    expect(kept.toString('latin1')).not.toMatch(/secret|PNG/)
    const [was, is] = await Promise.all(
      [received, kept].map((bytes) => parseBuffer(bytes, undefined, { duration: true })),
    )
    expect(is!.format).toMatchObject({ codec: was!.format.codec, sampleRate: was!.format.sampleRate })
    expect(is!.format.duration).toBe(was!.format.duration)
    const { title, artist, comment, picture } = is!.common
    expect({ title, artist, comment, picture }).toEqual({})
  })

  it.each(Object.entries(films))('refuses %s: it has a picture (API-10)', async (name, type) => {
    expect(await refusal('AUDIO', files[name]!, type)).toBe('FILE_TYPE_MISMATCH')
  })

  it('refuses what lasts longer than ten minutes, whatever a header claims (API-10)', async () => {
    const mp3 = files['cover.mp3']!
    const frames = mp3.subarray(mp3.indexOf(Buffer.from([0xff, 0xf3])))
    expect(await refusal('AUDIO', Buffer.concat(Array<Buffer>(1_300).fill(frames)), 'audio/mpeg')).toBe(
      'AUDIO_TOO_LONG',
    )
    const webm = files['live.webm']!
    const cluster = webm.subarray(webm.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75])))
    const long = Buffer.concat([webm, ...Array<Buffer>(1_600).fill(cluster)])
    expect(await refusal('AUDIO', long, 'audio/webm')).toBe('AUDIO_TOO_LONG')
    const m4a = Buffer.from(files['tagged.m4a']!)
    m4a.writeUInt32BE(30_000_000, m4a.indexOf('stts') + 16)
    expect(await refusal('AUDIO', m4a, 'audio/mp4')).toBe('AUDIO_TOO_LONG')
  })

  it('refuses what claims so many pieces that reading them would take all memory, or all day (API-10)', async () => {
    const page = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(22), Buffer.from([255]), Buffer.alloc(255)])
    files['vorbis.ogg']!.copy(page, 14, 14, 18)
    const [ogg, webm] = [files['vorbis.ogg']!, files['live.webm']!]
    const many: [Buffer, string][] = [
      [Buffer.concat([ogg, ...Array<Buffer>(2_400).fill(page)]), 'audio/ogg'],
      [Buffer.concat([webm, Buffer.alloc(1_300_000, Buffer.from([0xec, 0x80]))]), 'audio/webm'],
    ]
    for (const [name, box] of [
      ['tagged.m4a', 'stts'],
      ['fragmented.m4a', 'trun'],
    ] as const) {
      const bytes = Buffer.from(files[name]!)
      const at = bytes.indexOf(box)
      bytes.writeUInt32BE(bytes.readUInt32BE(at + 8) + 1, at + 8)
      many.push([bytes, 'audio/mp4'])
    }
    const refusals = []
    for (const [bytes, type] of many) refusals.push(await refusal('AUDIO', bytes, type))
    expect(refusals).toEqual(Array(many.length).fill('FILE_DAMAGED'))
  })

  it('refuses what is not what it was announced as (API-10)', async () => {
    expect(await refusal('AUDIO', files['opus.ogg']!, 'audio/mpeg')).toBe('FILE_TYPE_MISMATCH')
    expect(await refusal('AUDIO', Buffer.from('<html>'), 'audio/mpeg')).toBe('FILE_TYPE_MISMATCH')
    expect(await refusal('AUDIO', files['film.mp4']!, 'video/mp4')).toBe('FILE_TYPE_NOT_ALLOWED')
    expect(await refusal('AUDIO', Buffer.alloc(25_000_001), 'audio/mpeg')).toBe('FILE_TOO_LARGE')
  })

  it.each(names)('refuses or mends a damaged %s, and never falls over it (API-10)', async (name) => {
    const whole = files[name]!
    for (let round = 1; round <= 10; round++) {
      const cut = whole.subarray(0, Math.floor((whole.length * round) / 11))
      const flipped = Buffer.from(whole)
      for (let at = round * 5; at < flipped.length; at += 83) flipped[at]! ^= 1 << (round % 8)
      for (const bytes of [cut, flipped]) {
        expect(await refusal('AUDIO', bytes, recordings[name])).toMatch(/^(taken|FILE_|AUDIO_TOO_LONG)/)
      }
    }
  })
})
