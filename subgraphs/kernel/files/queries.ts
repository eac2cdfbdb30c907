import type { Context } from '../context.ts'
import type { FileId } from '../ids.ts'
import { usedFilesById } from './loaders.ts'
import type { FileRow, RenditionName, StoredRendition } from './tables.ts'

/** A file that something of the asker's company uses. Whether the asker may see it is for that something to say. */
export async function usedFile(ctx: Context, id: FileId | null): Promise<FileRow | null> {
  return id && ctx.loader(usedFilesById).load(id)
}

/** One of a file's renditions, which must be there: pictures have them all. */
export function renditionOf({ renditions }: FileRow, wanted: RenditionName): StoredRendition {
  return renditions.find(({ name }) => name === wanted)!
}

/** Addresses begin anew at these moments, so that who reads again soon gets the same one, which a browser has kept. */
const SAME_FOR_MS = 5 * 60_000
const OPEN_FOR_MS = 15 * 60_000

/** Where a rendition is to be had, by whoever has the address, for ten to fifteen minutes. */
export function urlOfRendition(ctx: Context, { companyId, id }: FileRow, to: RenditionName): Promise<string> {
  const beginning = Math.floor(ctx.now().getTime() / SAME_FOR_MS) * SAME_FOR_MS
  return ctx.services.files.urlOf({ companyId, id, to, expiresAt: new Date(beginning + OPEN_FOR_MS) })
}
