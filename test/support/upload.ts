import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Person } from './person.ts'

/** A mutation's `upload`. */
export interface Upload {
  readonly id: string
  readonly url: string
  readonly method: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly expiresAt: string
  readonly bytes: number
}

export const uploadFields = 'id url method headers { name value } expiresAt bytes'

/** A picture of one colour, with a place and a camera in it. */
export function photo(width: number, height: number, colour = '#357'): Promise<Buffer> {
  const exif = { IFD0: { Make: 'Pinhole Works' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 22/1 0/1' } }
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif(exif)
    .jpeg()
    .toBuffer()
}

/** An address as this test's gateway is reached: what it says of itself is what its settings say. */
export function reachedBy({ url }: Pick<Person, 'url'>, address: string): string {
  const { pathname, search } = new URL(address)
  return `${url}${pathname}${search}`
}

/** Sends a file as a client program does that follows what it was told. */
export function sendFile(by: Person, upload: Upload, body: Uint8Array): Promise<Response> {
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]))
  return fetch(reachedBy(by, upload.url), {
    method: upload.method,
    headers: { ...headers, ...(by.token && { authorization: `Bearer ${by.token}` }) },
    body: new Uint8Array(body),
  })
}

/** Why a route refused: status and reason, else code. */
export async function refusalOf(response: Response): Promise<[number, string]> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string; reason?: string } }[] }
  const { code, reason } = errors[0]!.extensions
  return [response.status, reason ?? code]
}

/** All that is kept of files on this machine, also of those that are only on their way. */
export async function filesIn(dataDir: string): Promise<string[]> {
  const found = await Promise.all(
    ['files', 'uploads'].map((folder) =>
      readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => []),
    ),
  )
  return found.flat().flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
}
