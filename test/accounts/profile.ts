import type { Person } from '../support/person.ts'
import { photo, sendFile, uploadFields, type Upload } from '../support/upload.ts'

export interface Picture {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly large: string
  readonly original: string
  readonly thumbnail: string
}

export interface Changed {
  readonly portalAccount: { readonly id: string; readonly picture: Picture | null } | null
  readonly agent: { readonly id: string; readonly picture: Picture | null } | null
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] | null }[]
}

export const pictureFields =
  'picture { id width height large: url original: url(size: ORIGINAL) thumbnail: url(size: THUMBNAIL) }'
const changed = `portalAccount { id ${pictureFields} } agent { id ${pictureFields} } userErrors { code path }`

const documents = {
  create: `mutation ($input: PictureUploadCreateInput!) { done: pictureUploadCreate(input: $input) {
    upload { ${uploadFields} } userErrors { code path } } }`,
  set: `mutation ($input: PictureSetInput!) { done: pictureSet(input: $input) { ${changed} } }`,
  delete: `mutation ($input: PictureDeleteInput!) { done: pictureDelete(input: $input) { ${changed} } }`,
}

interface Created {
  readonly upload: Upload | null
  readonly userErrors: Changed['userErrors']
}

export async function createUpload(by: Person, bytes: number, mediaType = 'image/jpeg'): Promise<Created> {
  return (await by.ask<{ done: Created }, object>(documents.create, { input: { bytes, mediaType } })).done
}

/** The same for what must succeed. */
export async function begin(by: Person, bytes: number, mediaType?: string): Promise<Upload> {
  const { upload, userErrors } = await createUpload(by, bytes, mediaType)
  if (!upload) throw new Error(JSON.stringify(userErrors))
  return upload
}

export async function setPicture(by: Person, uploadId: string): Promise<Changed> {
  return (await by.ask<{ done: Changed }, object>(documents.set, { input: { uploadId } })).done
}

export async function deletePicture(by: Person, pictureId: string): Promise<Changed> {
  return (await by.ask<{ done: Changed }, object>(documents.delete, { input: { pictureId } })).done
}

/** An upload whose file has been received. */
export async function uploaded(by: Person, body?: Uint8Array): Promise<Upload> {
  const bytes = body ?? (await photo(40, 30))
  const upload = await begin(by, bytes.length)
  const response = await sendFile(by, upload, bytes)
  if (response.status !== 204) throw new Error(await response.text())
  return upload
}

/** All three steps; the picture. */
export async function pictureOf(by: Person, body?: Uint8Array): Promise<Picture> {
  const { portalAccount, agent, userErrors } = await setPicture(by, (await uploaded(by, body)).id)
  const picture = (portalAccount ?? agent)?.picture
  if (!picture) throw new Error(JSON.stringify(userErrors))
  return picture
}
