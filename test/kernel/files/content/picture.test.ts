import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { openChecking } from './check-under-test.ts'

const { check, checkInto, refusal } = openChecking()

/** A picture 40 × 20 of a red and a blue half, so that it can be seen which way up it is. */
const twoColours = (): Sharp =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#ff0000' } }).composite([
    { input: { create: { width: 20, height: 20, channels: 3, background: '#0000ff' } }, left: 20, top: 0 },
  ])

/** The same with a place, an owner and a camera written into it, lying on its side. */
const asTaken = (): Sharp =>
  twoColours().withMetadata({
    orientation: 6,
    exif: {
      IFD0: { Copyright: 'secret-owner', Make: 'secret-camera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    },
  })

const trailer = Buffer.from('<script>secret-trailer</script>')

/** One picture of each format, as phones make them. */
let pictures: Record<string, Buffer>
beforeAll(async () => {
  pictures = {
    'image/jpeg': await asTaken().jpeg().toBuffer(),
    'image/png': await asTaken().png().toBuffer(),
    'image/webp': await asTaken().webp().toBuffer(),
    'image/avif': await asTaken().avif({ effort: 0 }).toBuffer(),
  }
})
const formats = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/** A PNG whose header claims a size; what follows is a valid but tiny stream of pixels. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc(4_000))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** The same JPEG with another size in its frame header. */
function jpegOf(picture: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(picture)
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(height, frame + 5)
  changed.writeUInt16BE(width, frame + 7)
  return changed
}

describe('checking a picture', () => {
  it.each(formats)(
    'keeps %s upright, in three sizes and without a trace of where it was taken (API-10)',
    async (type) => {
      const checked = await check('PICTURE', Buffer.concat([pictures[type]!, trailer]), type)
      expect(checked.mediaType).toBe(type)
      expect(checked.renditions.map(({ name, width, height }) => ({ name, width, height }))).toEqual(
        ['original', 'large', 'thumbnail'].map((name) => ({ name, width: 20, height: 40 })),
      )
      for (const rendition of checked.renditions) {
        const bytes = await readFile(rendition.path)
        expect(bytes.length).toBe(rendition.bytes)
        expect(bytes.toString('latin1')).not.toMatch(/secret|GPS|Exif/)
        const { exif, xmp, iptc, icc, orientation, space } = await sharp(bytes).metadata()
        expect({ exif, xmp, iptc, icc, orientation, space }).toEqual({ space: 'srgb' })
        const [red, , blue] = await sharp(bytes).extract({ left: 8, top: 2, width: 1, height: 1 }).raw().toBuffer()
        expect(red! - blue!).toBeGreaterThan(150)
      }
    },
  )

  it('makes none larger than its size, and none larger than it was (API-10)', async () => {
    const wide = await sharp({ create: { width: 2_400, height: 30, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const { renditions } = await check('PICTURE', wide, 'image/png')
    expect(renditions.map(({ name, mediaType, width, height }) => [name, mediaType, width, height])).toEqual([
      ['original', 'image/png', 2_400, 30],
      ['large', 'image/webp', 1_600, 20],
      ['thumbnail', 'image/webp', 320, 4],
    ])
  })

  it('refuses 20,000 × 20,000 by the header alone (API-10)', async () => {
    expect(await refusal('PICTURE', pngOf(20_000, 20_000), 'image/png')).toBe('PICTURE_TOO_LARGE')
    expect(await refusal('PICTURE', jpegOf(pictures['image/jpeg']!, 20_000, 20_000), 'image/jpeg')).toBe(
      'PICTURE_TOO_LARGE',
    )
  })

  it('refuses what is not what it was announced as (API-10)', async () => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    const zip = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')
    const html = Buffer.concat([Buffer.from('<!doctype html><script>alert(1)</script>'), pictures['image/png']!])
    for (const bytes of [gif, svg, zip, html, pictures['image/jpeg']!, pictures['image/avif']!]) {
      expect(await refusal('PICTURE', bytes, 'image/png', 'front.png')).toBe('FILE_TYPE_MISMATCH')
    }
    expect(await refusal('PICTURE', gif, 'image/gif')).toBe('FILE_TYPE_NOT_ALLOWED')
    expect(await refusal('PICTURE', svg, 'image/svg+xml')).toBe('FILE_TYPE_NOT_ALLOWED')
    expect(await refusal('PICTURE', Buffer.alloc(0), 'image/png')).toBe('FILE_DAMAGED')
    expect(await refusal('PICTURE', Buffer.alloc(15_000_001), 'image/png')).toBe('FILE_TOO_LARGE')
  })

  it.each(formats)('refuses or mends a damaged %s, and never falls over it (API-10)', async (type) => {
    const whole = pictures[type]!
    const outcomes = new Set<string>()
    for (let round = 1; round <= 12; round++) {
      const cut = whole.subarray(0, Math.floor((whole.length * round) / 13))
      outcomes.add(await refusal('PICTURE', cut, type))
      const flipped = Buffer.from(whole)
      for (let at = round * 7; at < flipped.length; at += 97) flipped[at]! ^= 1 << (round % 8)
      outcomes.add(await refusal('PICTURE', flipped, type))
    }
    expect(outcomes).toContain('FILE_DAMAGED')
  })

  it('tells a full disk from a damaged picture: that is our fault (API-10)', async () => {
    await expect(checkInto('/nowhere', 'PICTURE', pictures['image/png']!, 'image/png')).rejects.toThrow('ENOENT')
  })
})
