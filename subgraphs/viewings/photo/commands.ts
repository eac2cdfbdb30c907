import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { claimUpload, releaseFile, startUpload, type Announced } from '../../kernel/files/upload.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as policy from '../property/policy.ts'
import { lockProperty } from '../property/repository.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'
import * as photo from './photo.ts'
import { deletePhoto, insertPhoto, listPhotos, savePhoto, savePhotoOrder } from './repository.ts'
import type { PhotoRow } from './tables.ts'

/** A photo among those of a property, as a mutation names it. */
interface PhotoNamed {
  readonly propertyId: string
  readonly photoId: string
}

/** What `propertyPhotoAdd` is given. */
export interface NewPhoto {
  readonly propertyId: string
  readonly uploadId: string
  readonly description: string
}

/** What `propertyPhotosReorder` is given. */
export interface PhotoOrder {
  readonly propertyId: string
  readonly photoIds: readonly string[]
}

/** Begins the upload of a photo. */
export async function startPhotoUpload(ctx: Context, given: Omit<Announced, 'kind'>): Promise<FileRow> {
  policy.mayWrite(ctx.actor)
  return ctx.transact((tx) => startUpload(tx, ctx, { ...given, kind: 'PICTURE' }))
}

export function addPhoto(ctx: Context, { propertyId, uploadId, description }: NewPhoto): Promise<PropertyRow> {
  return changePhotos(ctx, propertyId, async (tx, property, photos) => {
    const { id: file } = await claimUpload(tx, ctx, uploadId, 'PICTURE')
    await insertPhoto(tx, photo.add(property, photos, { id: newId('photo'), file, description }, ctx.now()))
  })
}

export function describePhoto(
  ctx: Context,
  named: PhotoNamed & { readonly description: string },
): Promise<PropertyRow> {
  return changePhotos(ctx, named.propertyId, async (tx, _, photos) => {
    const description = photo.described(named.description)
    await savePhoto(tx, ctx.company, among(photos, named.photoId).id, { description })
  })
}

export function reorderPhotos(ctx: Context, { propertyId, photoIds }: PhotoOrder): Promise<PropertyRow> {
  return changePhotos(ctx, propertyId, (tx, _, photos) =>
    savePhotoOrder(tx, ctx.company, photo.arranged(photos, photoIds)),
  )
}

export function removePhoto(ctx: Context, { propertyId, photoId }: PhotoNamed): Promise<PropertyRow> {
  return changePhotos(ctx, propertyId, async (tx, _, photos) => {
    const { id, fileId } = among(photos, photoId)
    await deletePhoto(tx, ctx.company, id)
    await releaseFile(tx, ctx, fileId)
  })
}

type Change = (tx: Tx, property: PropertyRow, photos: readonly PhotoRow[]) => Promise<void>

/** Changes a property's photos under its lock, so that two who do it at once neither repeat a place nor pass the bound. */
async function changePhotos(ctx: Context, propertyId: string, change: Change): Promise<PropertyRow> {
  const writer = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('property', propertyId)
    const property = id && (await lockProperty(tx, ctx.company, policy.sightOf(writer), id))
    if (!property) throw refuse('NOT_FOUND', { noun: 'property', path: ['input', 'propertyId'] })
    await change(tx, property, await listPhotos(tx, ctx.company, property.id))
    await append(tx, photo.changed(property), ctx)
    return property
  })
}

function among(photos: readonly PhotoRow[], photoId: string): PhotoRow {
  const found = photos.find(({ id }) => id === photoId)
  if (!found) throw refuse('NOT_FOUND', { noun: 'photo', path: ['input', 'photoId'] })
  return found
}
