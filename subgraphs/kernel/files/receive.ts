import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GraphQLError } from 'graphql'
import { personOf, unblocked, withFeature } from '../actor.ts'
import type { Context } from '../context.ts'
import { badInput, shown, unauthenticated } from '../errors.ts'
import { makeFolder } from '../folder.ts'
import type { Route, RouteRequest } from '../routes/route.ts'
import { checkContent, type Checked } from './content/check.ts'
import { FileRefusal } from './content/refusal.ts'
import { openQueue } from './queue.ts'
import { advanceFile, readFile } from './repository.ts'
import { keyOf } from './store.ts'
import type { FileRow } from './tables.ts'
import { USE_WITHIN_MS } from './upload.ts'

/** The whole process's: a picture of 50 megapixels takes a core and hundreds of megabytes for a second or more. */
const checks = openQueue({ atOnce: 2, waiting: 16 })

/** By then a file has come, or it never will. */
const RECEIVE_WITHIN_MS = 15 * 60_000
/** From then on a file that is still being received was left by a process that was killed. */
const LEFT_AFTER_MS = 3_600_000

/**
 * Takes in the file of an upload, once: the bytes go to a file of this process, are checked there, and what may be kept of
 * them is stored. Where the transport or this server is at fault the same address may be tried again; a file that is
 * refused for what it is ends the upload.
 */
export const receiveUpload: Route['handle'] = async (ctx, request) => {
  const awaited = await awaitedFile(ctx, request)
  if (checks.isFull) throw shown('TOO_MANY_FILES')
  const sweepAt = new Date(ctx.now().getTime() + LEFT_AFTER_MS)
  const file = await advanceFile(ctx.db, awaited, 'AWAITED', { state: 'RECEIVING', sweepAt })
  if (!file) throw badInput('UPLOAD_ALREADY_SENT')

  try {
    const folder = await folderIn(ctx.services.files.workshop, file)
    try {
      await keep(ctx, file, await takeIn(file, folder, request))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (error) {
    await giveUp(ctx, file, error)
  }
  return { status: 204, headers: {}, body: null }
}

/** The upload that the address opens, if it is the asker's, awaited, and of as many bytes as come. */
async function awaitedFile(ctx: Context, { params, query, headers }: RouteRequest): Promise<FileRow> {
  const { actor, services } = ctx
  const opened = await services.files.read(params['id']!, 'upload', query)
  if (!opened) throw badInput('FILE_URL_INVALID')
  if (actor.kind === 'anonymous') throw unauthenticated()
  const { company } = withFeature(unblocked(actor), 'UPLOADS')
  const found = company === opened.companyId ? await readFile(ctx.db, company, opened.id) : null
  if (company !== opened.companyId || (found && found.personId !== personOf(actor))) throw badInput('UPLOAD_FOREIGN')
  if (opened.expiresAt <= ctx.now()) throw badInput('UPLOAD_EXPIRED')
  if (!found || found.state === 'RELEASED') throw badInput('UPLOAD_NOT_FOUND')
  if (found.state !== 'AWAITED') throw badInput('UPLOAD_ALREADY_SENT')
  const length = headers['content-length']
  if (length !== undefined && Number(length) !== found.bytes)
    throw badInput('UPLOAD_SIZE_WRONG', { bytes: found.bytes })
  return found
}

/** One of this attempt alone: the next one may begin before this one has cleaned up. */
function folderIn(workshop: string, { id }: FileRow): Promise<string> {
  makeFolder(workshop, 0o700)
  return mkdtemp(join(workshop, `${id}.`))
}

async function takeIn(file: FileRow, folder: string, { body, signal }: RouteRequest): Promise<Checked> {
  const path = join(folder, 'received')
  const results = join(folder, 'results')
  await mkdir(results, { mode: 0o700 })
  const tooLong = AbortSignal.timeout(RECEIVE_WITHIN_MS)
  const target = createWriteStream(path, { mode: 0o600 })
  await pipeline(body, (bytes: Readable) => exactly(bytes, file.bytes), target, {
    signal: AbortSignal.any([signal, tooLong]),
  }).catch((error: unknown) => {
    // A fault of this machine, such as a full disk, names the call that failed; and it ends the body, too.
    const isOurs = error instanceof GraphQLError || (error as NodeJS.ErrnoException).syscall !== undefined
    const hasBroken = body.errored || signal.aborted || tooLong.aborted
    throw hasBroken && !isOurs ? badInput('UPLOAD_INTERRUPTED') : error
  })
  if (checks.isFull) throw shown('TOO_MANY_FILES')
  const { kind, mediaType, name } = file
  return checks.run(() => checkContent(kind, { path, mediaType, ...(name !== null && { name }) }, results))
}

/** Lets through what has exactly so many bytes; more are not even written. */
async function* exactly(source: Readable, bytes: number): AsyncGenerator<Buffer> {
  let count = 0
  for await (const piece of source) {
    count += (piece as Buffer).length
    if (count > bytes) throw badInput('UPLOAD_SIZE_WRONG', { bytes: bytes })
    yield piece as Buffer
  }
  if (count < bytes) throw badInput('UPLOAD_SIZE_WRONG', { bytes: bytes })
}

/**
 * The upload is over where the file is at fault, and as it was where something else is: what has been stored of it by then
 * is replaced by the next attempt, or swept; an attempt before this one may have left something, too.
 */
async function giveUp(ctx: Context, file: FileRow, error: unknown): Promise<never> {
  if (error instanceof FileRefusal) {
    await advanceFile(ctx.db, file, 'RECEIVING', { state: 'RELEASED', sweepAt: ctx.now() })
    throw badInput(error.code)
  }
  await advanceFile(ctx.db, file, 'RECEIVING', { state: 'AWAITED', sweepAt: file.expiresAt })
  throw error
}

/** Stores what was made of the file, then says so: killed in between, it leaves a row by which the sweeper finds all. */
async function keep(ctx: Context, file: FileRow, { mediaType, extension, durationMs, renditions }: Checked) {
  const { files, name } = ctx.services
  for (const rendition of renditions) await files.store.put(keyOf(name, file, rendition.name), rendition)
  const staged = await advanceFile(ctx.db, file, 'RECEIVING', {
    state: 'STAGED',
    sweepAt: new Date(ctx.now().getTime() + USE_WITHIN_MS),
    mediaType,
    extension,
    durationMs: durationMs ?? null,
    renditions: renditions.map(({ path: _path, ...stored }) => stored),
  })
  if (staged) return
  // The sweeper took it for left behind, and may have been here before the objects.
  for (const rendition of renditions) await files.store.remove(keyOf(name, file, rendition.name))
  throw badInput('UPLOAD_EXPIRED')
}
