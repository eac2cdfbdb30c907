import { stat } from 'node:fs/promises'
import { attachmentTypes, checkAttachment } from './attachment.ts'
import { audioTypes, checkAudio } from './audio.ts'
import { plainMediaType } from './media-type.ts'
import { checkPicture, pictureTypes } from './picture.ts'
import { FileRefusal } from './refusal.ts'
import { checkText, tableTypes } from './text-file.ts'

/** What a file is for, which decides what it may be. */
export type FileKind = 'PICTURE' | 'AUDIO' | 'TABLE' | 'ATTACHMENT'

const megabyte = 1_000_000

/** How large a file of each kind may be, and the types that may be announced for it (API-10). */
export const kinds: Readonly<Record<FileKind, { readonly maxBytes: number; readonly mediaTypes: readonly string[] }>> =
  {
    PICTURE: { maxBytes: 15 * megabyte, mediaTypes: pictureTypes },
    AUDIO: { maxBytes: 25 * megabyte, mediaTypes: audioTypes },
    TABLE: { maxBytes: 500 * megabyte, mediaTypes: tableTypes },
    ATTACHMENT: { maxBytes: 25 * megabyte, mediaTypes: attachmentTypes },
  }

/** How many bytes a file may have: a picture that is attached is a picture all the same. */
export function mostBytes(kind: FileKind, mediaType: string): number {
  return kinds[pictureTypes.includes(mediaType) ? 'PICTURE' : kind].maxBytes
}

/** A file as it may be kept and shown: `large` and `thumbnail` are of pictures only. Pixels are as the picture is seen. */
export interface Rendition {
  readonly name: 'original' | 'large' | 'thumbnail'
  readonly path: string
  readonly mediaType: string
  readonly bytes: number
  readonly width?: number
  readonly height?: number
}

/** What a received file turned out to be. The extension is without a dot. */
export interface Checked {
  readonly mediaType: string
  readonly extension: string
  readonly durationMs?: number
  readonly renditions: readonly Rendition[]
}

/** A file as it was received, with the name and the type that its sender gave it. */
export interface Received {
  readonly path: string
  readonly name?: string
  readonly mediaType: string
}

const checks: Readonly<Record<FileKind, (file: Received, folder: string) => Promise<Checked>>> = {
  PICTURE: checkPicture,
  AUDIO: checkAudio,
  TABLE: checkText,
  ATTACHMENT: checkAttachment,
}

/**
 * Reads a received file, which is left as it is, and writes what may be kept of it below `folder`, an existing and empty
 * one. Throws a FileRefusal when nothing of it may; then, and after any other error, the folder is to be thrown away.
 */
export async function checkContent(kind: FileKind, file: Received, folder: string): Promise<Checked> {
  const mediaType = plainMediaType(file.mediaType)
  if (!kinds[kind].mediaTypes.includes(mediaType)) throw new FileRefusal('FILE_TYPE_NOT_ALLOWED')
  const { size } = await stat(file.path)
  if (size > mostBytes(kind, mediaType)) throw new FileRefusal('FILE_TOO_LARGE')
  if (size === 0) throw new FileRefusal('FILE_DAMAGED')
  return checks[kind]({ ...file, mediaType }, folder)
}
