import type { Person } from '../support/person.ts'
import { eventually } from '../support/eventually.ts'
import { sendFile, uploadFields, type Upload } from '../support/upload.ts'
import type { Edges, Refused } from './brokerage.ts'

export interface Imported {
  readonly id: string
  readonly status: string
  readonly rows: number
  readonly failures: Edges<{ rowNumber: number; columnName: string; code: string; message: string }>
}

/** Uploads a table of properties; the id of the upload. */
export async function uploadTable(by: Person, table: string): Promise<string> {
  const bytes = Buffer.from(table)
  const { begun } = await by.ask<{ begun: { upload: Upload } }, object>(
    `mutation ($bytes: NonNegativeInt!) { begun: propertyImportUploadCreate(input: { bytes: $bytes }) {
      upload { ${uploadFields} } userErrors { code } } }`,
    { bytes: bytes.length },
  )
  const answer = await sendFile(by, begun.upload, bytes)
  if (!answer.ok) throw new Error(await answer.text())
  return begun.upload.id
}

/** Starts an import, as the mutation answers. */
export async function startImport(by: Person, input: object) {
  const { done } = await by.ask<{ done: Refused & { propertyImport: { id: string } | null } }, object>(
    `mutation ($input: PropertyImportStartInput!) { done: propertyImportStart(input: $input) {
      propertyImport { id status } userErrors { code path } } }`,
    { input },
  )
  return done
}

/** An import as its reader sees it. */
export async function readImport(by: Person, id: string): Promise<Imported | null> {
  const query = `query ($id: ID!) { propertyImport(id: $id) {
    id status policy isDryRun refusal message rows created updated skipped failed finishedAt
    failures(first: 100) { edges { node { rowNumber columnName code message } } }
  } }`
  return (await by.ask<{ propertyImport: Imported | null }, object>(query, { id })).propertyImport
}

/** The same once it is over. */
export function importOver(by: Person, id: string): Promise<Imported> {
  return eventually(async () => {
    const found = await readImport(by, id)
    if (!found || found.status === 'RUNNING') throw new Error('The import is not over.')
    return found
  })
}

/** Imports a table to its end. */
export async function importTable(by: Person, table: string, more: object = {}): Promise<Imported> {
  const { propertyImport, userErrors } = await startImport(by, { uploadId: await uploadTable(by, table), ...more })
  if (!propertyImport) throw new Error(JSON.stringify(userErrors))
  return importOver(by, propertyImport.id)
}
