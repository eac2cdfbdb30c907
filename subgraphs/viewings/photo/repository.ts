import { and, asc, eq, sql } from 'drizzle-orm'
import { anyOf, arrayOf } from '../../kernel/batch.ts'
import type { Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { propertyPhotos, type PhotoRow } from './tables.ts'

/** Photos stand as staff have put them. */
export const inOrder: Order = { columns: [propertyPhotos.position], direction: 'asc' }

/** All of a property's photos, in their order. */
export function listPhotos(tx: Tx, company: CompanyId, property: Id<'property'>): Promise<PhotoRow[]> {
  return tx
    .select()
    .from(propertyPhotos)
    .where(and(eq(propertyPhotos.companyId, company), eq(propertyPhotos.propertyId, property)))
    .orderBy(asc(propertyPhotos.position))
}

export async function insertPhoto(tx: Tx, photo: PhotoRow): Promise<void> {
  await tx.insert(propertyPhotos).values(photo)
}

export async function savePhoto(
  tx: Tx,
  company: CompanyId,
  id: Id<'photo'>,
  change: Pick<PhotoRow, 'description'>,
): Promise<void> {
  await tx
    .update(propertyPhotos)
    .set(change)
    .where(and(eq(propertyPhotos.companyId, company), eq(propertyPhotos.id, id)))
}

/** Puts photos in the order of their ids, in one statement. */
export async function savePhotoOrder(tx: Tx, company: CompanyId, ids: readonly Id<'photo'>[]): Promise<void> {
  await tx
    .update(propertyPhotos)
    .set({ position: sql`array_position(${arrayOf(ids)}, ${propertyPhotos.id})` })
    .where(and(eq(propertyPhotos.companyId, company), sql`${propertyPhotos.id} = ${anyOf(ids)}`))
}

export async function deletePhoto(tx: Tx, company: CompanyId, id: Id<'photo'>): Promise<void> {
  await tx.delete(propertyPhotos).where(and(eq(propertyPhotos.companyId, company), eq(propertyPhotos.id, id)))
}
