import type { FileId, Id } from '../../kernel/ids.ts'
import { inOneLine } from '../../kernel/text.ts'
import type { PropertyPhotosChanged } from '../events.ts'
import type { PropertyRow } from '../property/tables.ts'
import { refuse } from '../refusals.ts'
import { atMost } from '../text/text.ts'
import type { PhotoRow } from './tables.ts'

export const MOST_PHOTOS = 50
const MOST_CHARACTERS = 500

/** What a new photo is. */
export interface PhotoDraft {
  readonly id: Id<'photo'>
  readonly file: FileId
  readonly description: string
}

/** A photo behind the others of its property. */
export function add(
  { companyId, id: propertyId }: PropertyRow,
  photos: readonly PhotoRow[],
  { id, file, description }: PhotoDraft,
  now: Date,
): PhotoRow {
  if (photos.length >= MOST_PHOTOS) {
    throw refuse('TOO_MANY_PHOTOS', { path: ['input', 'propertyId'], most: MOST_PHOTOS })
  }
  const position = (photos.at(-1)?.position ?? 0) + 1
  return { companyId, id, propertyId, fileId: file, position, description: described(description), createdAt: now }
}

/** What is to be seen on a photo, as it is kept. */
export function described(given: string): string {
  return atMost(inOneLine(given), MOST_CHARACTERS, 'description')
}

/** The photos in the order of their ids: all of them, so that nobody orders what they have not seen. */
export function arranged(photos: readonly PhotoRow[], ids: readonly string[]): Id<'photo'>[] {
  const order = photos.map(({ id }) => id).toSorted((one, other) => ids.indexOf(one) - ids.indexOf(other))
  if (ids.length !== order.length || order.some((id, at) => ids[at] !== id)) {
    throw refuse('PHOTOS_DIFFER', { path: ['input', 'photoIds'] })
  }
  return order
}

export function changed({ id }: PropertyRow): PropertyPhotosChanged {
  return { type: 'property.photos_changed', subject: id, data: { propertyId: id } }
}
