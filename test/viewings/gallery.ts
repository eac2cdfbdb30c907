import type { Person } from '../support/person.ts'
import { photo, sendFile, uploadFields, type Upload } from '../support/upload.ts'
import type { Edges, Refused } from './brokerage.ts'

export interface Photo {
  readonly id: string
  readonly description: string
  readonly picture: { readonly url: string; readonly width: number; readonly height: number }
}

/** What a mutation of photos answers. */
export interface Changed extends Refused {
  readonly property: { readonly photos: Edges<Photo> } | null
}

const photos = 'photos { edges { node { id description picture { url(size: THUMBNAIL) width height } } } }'

/** Uploads a photo for a property; the id of the upload. */
export async function uploadPhoto(by: Person, width = 40, height = 20): Promise<string> {
  const bytes = await photo(width, height)
  const { begun } = await by.ask<{ begun: { upload: Upload } }, object>(
    `mutation ($bytes: NonNegativeInt!) {
      begun: propertyPhotoUploadCreate(input: { mediaType: "image/jpeg", bytes: $bytes }) {
        upload { ${uploadFields} } userErrors { code }
      }
    }`,
    { bytes: bytes.length },
  )
  const answer = await sendFile(by, begun.upload, bytes)
  if (!answer.ok) throw new Error(await answer.text())
  return begun.upload.id
}

/** A mutation of photos by its name. */
export async function changePhotos(
  by: Person,
  name: 'PhotoAdd' | 'PhotoUpdate' | 'PhotosReorder' | 'PhotoDelete',
  input: object,
): Promise<Changed> {
  const { done } = await by.ask<{ done: Changed }, object>(
    `mutation ($input: Property${name}Input!) {
      done: property${name}(input: $input) { property { ${photos} } userErrors { code path } }
    }`,
    { input },
  )
  return done
}

/** Adds a photo to a property; the ids of all that it then has. */
export async function addPhoto(by: Person, propertyId: string, description = ''): Promise<string[]> {
  const input = { propertyId, uploadId: await uploadPhoto(by), description }
  return photosIn((await changePhotos(by, 'PhotoAdd', input)).property).map(({ id }) => id)
}

/** What a reader is shown of a property's photos; null where they do not see the property. */
export async function photosOf(by: Person, id: string): Promise<Photo[] | null> {
  const { property } = await by.ask<{ property: Changed['property'] }, object>(
    `query ($id: ID!) { property(id: $id) { ${photos} } }`,
    { id },
  )
  return property && photosIn(property)
}

export function photosIn(property: Changed['property']): Photo[] {
  return property?.photos.edges.map(({ node }) => node) ?? []
}
