import { pipeline, Transform, type Readable } from 'node:stream'
import { badInput } from '../errors.ts'
import type { Route, RouteAnswer, RouteHeaders } from '../routes/route.ts'
import { readFile } from './repository.ts'
import { keyOf, type ByteRange } from './store.ts'
import { renditionNames, type FileRow, type StoredRendition } from './tables.ts'

/** Cleaned pictures and recordings may be shown where they are; everything else is for saving. */
const shownInline = /^(image\/(jpeg|png|webp|avif)|audio\/[a-z0-9.+-]+)$/

/** Gives out one rendition of a file to whoever has its signed address, as long as something uses it. */
export const serveFile: Route['handle'] = async (ctx, { params, query, headers }) => {
  const { files, name } = ctx.services
  const wanted = renditionNames.find((known) => known === params['rendition'])
  const opened = wanted ? await files.read(params['id']!, wanted, query) : null
  const left = opened ? opened.expiresAt.getTime() - ctx.now().getTime() : 0
  if (!opened || left <= 0) throw badInput('FILE_URL_INVALID')
  const file = await readFile(ctx.db, opened.companyId, opened.id)
  const rendition = file?.state === 'USED' ? file.renditions.find((one) => one.name === wanted) : undefined
  if (!file || !rendition) throw badInput('FILE_NOT_FOUND')

  const about = headersOf(file, rendition, Math.floor(left / 1000))
  if (isKnown(headers['if-none-match'], about['etag']!)) return { status: 304, headers: about, body: null }
  const range = rangeOf(headers, about['etag']!, rendition.bytes)
  if (range === 'beyond') return beyond(about, rendition.bytes)
  const found = await files.store.read(keyOf(name, file, rendition.name), range ?? undefined)
  if (!found) throw badInput('FILE_NOT_FOUND')
  const { first, last } = range ?? { first: 0, last: rendition.bytes - 1 }
  const length = last - first + 1
  const sent = { ...about, 'content-length': String(length) }
  const body = exactly(found, length)
  if (!range) return { status: 200, headers: sent, body }
  return { status: 206, headers: { ...sent, 'content-range': `bytes ${first}-${last}/${rendition.bytes}` }, body }
}

/**
 * Breaks off where the store has another number of bytes than the row tells of, as after a damage: what is missing would
 * otherwise be taken from the next answer on the connection, which may be somebody else's.
 */
function exactly(found: Readable, bytes: number): Readable {
  let left = bytes
  const wrong = () => (left === 0 ? null : new Error('A stored file has not the length that its row tells of.'))
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length
      done(left < 0 ? wrong() : null, piece)
    },
    flush: (done) => done(wrong()),
  })
  // Whoever reads it learns of what breaks.
  return pipeline(found, counted, () => {})
}

/** What is said of a rendition. No browser is to run it, guess at it, or keep it longer than its address counts. */
function headersOf(file: FileRow, rendition: StoredRendition, seconds: number): RouteHeaders {
  const { name, mediaType } = rendition
  const isShown = shownInline.test(mediaType)
  return {
    'content-type': mediaType,
    'content-disposition': disposition(isShown ? 'inline' : 'attachment', nameOf(file, rendition)),
    'cache-control': `private, max-age=${seconds}`,
    'content-security-policy': "default-src 'none'; sandbox",
    // Pages of other origins show it, whoever opened them: its address is the secret.
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'bytes',
    // A rendition never changes.
    etag: `"${file.id}.${name}"`,
  }
}

/** What it is saved as: the sender's own name is the original's. */
function nameOf({ name, extension }: FileRow, rendition: StoredRendition): string {
  if (rendition.name === 'original') return name ?? `original.${extension}`
  return `${rendition.name}.${rendition.mediaType.split('/')[1]}`
}

/** By RFC 6266: the name in ASCII for those who know no better, and whole by RFC 8187. */
function disposition(type: string, name: string): string {
  const ascii = name.replace(/[^ -~]|["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `${type}; filename="${ascii}"; filename*=UTF-8''${whole}`
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return known.includes(etag) || known.includes('*')
}

/** The one range asked for, as players do; several at once, or of another version, get the whole (RFC 9110, 14.2). */
function rangeOf(headers: RouteHeaders, etag: string, bytes: number): ByteRange | 'beyond' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers['range'] ?? '') ?? []
  const isOfAnother = headers['if-range'] !== undefined && headers['if-range'] !== etag
  const isNone = (from === '' && to === '') || (from !== '' && to !== '' && Number(to) < Number(from))
  if (isNone || isOfAnother) return null
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return first > last ? 'beyond' : { first, last }
}

function beyond(about: RouteHeaders, bytes: number): RouteAnswer {
  const { 'content-type': _type, 'content-disposition': _disposition, ...others } = about
  return { status: 416, headers: { ...others, 'content-range': `bytes */${bytes}` }, body: null }
}
