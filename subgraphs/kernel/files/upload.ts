import { personOf } from '../actor.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db.ts'
import { unauthenticated, type InputPath } from '../errors.ts'
import { idOf, newId, type FileId } from '../ids.ts'
import { kinds, mostBytes, type FileKind } from './content/check.ts'
import { plainMediaType } from './content/media-type.ts'
import { refuse } from './refusals.ts'
import { advanceFile, countUnused, insertFile, lockFile, readFile } from './repository.ts'
import type { FileRow } from './tables.ts'

/** What somebody says of a file before they send it. */
export interface Announced {
  readonly kind: FileKind
  readonly mediaType: string
  readonly bytes: number
  /** What it is called where people see a name. */
  readonly name?: string | null
}

/** For so long a URL takes a file. */
export const UPLOAD_WITHIN_MS = 15 * 60_000
/** For so long a file that was received waits to be used. */
export const USE_WITHIN_MS = 24 * 3_600_000
/**
 * For so long the objects of a file that nobody uses any more stay: a backup that was begun before still finds each file
 * that its rows tell of.
 */
export const KEPT_AFTER_RELEASE_MS = 3_600_000
/** So many files one person may have on the way at once. */
const MOST_UNUSED = 50

/** Begins an upload, in the transaction of the mutation that answers with it as `Upload`. */
export async function startUpload(tx: Tx, ctx: Context, announced: Announced): Promise<FileRow> {
  const { kind, bytes, name = null } = announced
  const personId = personOf(ctx.actor)
  if (!personId) throw unauthenticated()
  const mediaType = plainMediaType(announced.mediaType)
  if (!kinds[kind].mediaTypes.includes(mediaType))
    throw refuse('FILE_TYPE_NOT_ALLOWED', { path: ['input', 'mediaType'] })
  const most = mostBytes(kind, mediaType)
  if (bytes > most) throw refuse('FILE_TOO_LARGE', { most, path: ['input', 'bytes'] })
  if (bytes === 0) throw refuse('FILE_EMPTY', { path: ['input', 'bytes'] })
  if ((await countUnused(tx, ctx.company, personId)) >= MOST_UNUSED) throw refuse('TOO_MANY_UPLOADS')
  const expiresAt = new Date(ctx.now().getTime() + UPLOAD_WITHIN_MS)
  return insertFile(tx, {
    companyId: ctx.company,
    id: newId('file'),
    state: 'AWAITED',
    personId,
    kind,
    mediaType,
    bytes,
    name,
    extension: null,
    expiresAt,
    renditions: [],
    durationMs: null,
    sweepAt: expiresAt,
  })
}

/** An upload that the asker has begun and not yet used: what a repeated mutation shows again. */
export async function uploadOf(ctx: Context, id: string): Promise<FileRow | null> {
  const fileId = idOf('file', id)
  const found = fileId && (await readFile(ctx.db, ctx.company, fileId))
  return found?.personId === personOf(ctx.actor) && isOnItsWay(found) ? found : null
}

/**
 * Puts an uploaded file to use, in the transaction of what it is used for. Only who has sent it may, and once: two
 * transactions that claim it at the same time are told apart by its row.
 */
export async function claimUpload(
  tx: Tx,
  ctx: Context,
  uploadId: string,
  kind: FileKind,
  path: InputPath = ['input', 'uploadId'],
): Promise<FileRow> {
  const id = idOf('file', uploadId)
  const found = id && (await lockFile(tx, ctx.company, id))
  const isTheirs = found?.personId === personOf(ctx.actor)
  if (!isTheirs || !isOnItsWay(found)) throw refuse('UPLOAD_NOT_FOUND', { path })
  if (found.kind !== kind) throw refuse('FILE_TYPE_NOT_ALLOWED', { path })
  if (found.sweepAt! <= ctx.now()) throw refuse('UPLOAD_EXPIRED', { path })
  if (found.state !== 'STAGED') throw refuse('UPLOAD_NOT_RECEIVED', { path })
  return (await advanceFile(tx, found, 'STAGED', { state: 'USED', sweepAt: null }))!
}

/** Gives a file up, in the transaction of what it was used for; from its commit on, no address opens it. */
export async function releaseFile(tx: Tx, ctx: Pick<Context, 'company' | 'now'>, id: FileId): Promise<void> {
  const sweepAt = new Date(ctx.now().getTime() + KEPT_AFTER_RELEASE_MS)
  await advanceFile(tx, { companyId: ctx.company, id }, 'USED', { state: 'RELEASED', sweepAt })
}

function isOnItsWay({ state }: FileRow): boolean {
  return state === 'AWAITED' || state === 'RECEIVING' || state === 'STAGED'
}
