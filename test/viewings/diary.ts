import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../support/person.ts'
import { photo, sendFile, uploadFields, type Upload } from '../support/upload.ts'
import type { Edges, Id, Refused } from './brokerage.ts'

/** A gate that is closed, as it is answered. */
export interface Shut {
  readonly opensAt: string | null
  readonly reason: string
}

export interface Note extends Id {
  readonly text: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** A viewing's journal, or why it is closed. */
export interface Diary extends Partial<Shut> {
  readonly __typename: 'Journal' | 'GateClosed'
  readonly isWritable?: boolean
  readonly closed?: Shut | null
  readonly notes?: Edges<Note>
  readonly photos?: Edges<Id & { readonly picture: { readonly url: string; readonly width: number } | null }>
  readonly voiceNotes?: Edges<
    Id & {
      readonly recording: { readonly url: string; readonly mediaType: string; readonly durationMs: number } | null
    }
  >
}

/** All that a journal shows, for a selection of a viewing. */
export const journal = `journal {
  __typename
  ... on GateClosed { opensAt reason }
  ... on Journal {
    isWritable closed { opensAt reason }
    notes { edges { node { id text version createdAt updatedAt } } }
    photos { edges { node { id picture { url(size: THUMBNAIL) width } } } }
    voiceNotes { edges { node { id recording { url mediaType durationMs } } } }
  }
}`

/** The journal of a viewing as somebody sees it; null where they do not see the viewing. */
export async function journalOf(by: Person, id: string): Promise<Diary | null> {
  const { viewing } = await by.ask<{ viewing: { journal: Diary } | null }, object>(
    `query ($id: ID!) { viewing(id: $id) { ${journal} } }`,
    { id },
  )
  return viewing && viewing.journal
}

/** How a journal stands, in one line. */
export async function standOf(by: Person, id: string): Promise<string | null> {
  const found = await journalOf(by, id)
  if (!found) return null
  const { opensAt, reason } = found.closed ?? found
  const closed = reason && ` ${reason}${opensAt ? ` until ${opensAt}` : ''}`
  return `${found.__typename}${found.isWritable ? ', writable' : ''}${closed ?? ''}`
}

type Entry = 'Note' | 'Photo' | 'VoiceNote'
const fieldOf = { Note: 'note', Photo: 'photo', VoiceNote: 'voiceNote' } as const

/** What a mutation of a journal answers. */
export interface Written extends Refused {
  readonly entry?: Id | null
  readonly viewing?: Id | null
}

/** A mutation of a journal by its name, such as `viewingNoteAdd`. */
export async function write(
  by: Person,
  name: `${Entry}${'Add' | 'Delete'}` | 'NoteUpdate',
  input: object,
): Promise<Written> {
  const entry = name.replace(/(Add|Update|Delete)$/, '') as Entry
  const shown = name.endsWith('Delete') ? 'viewing { id }' : `entry: ${fieldOf[entry]} { id }`
  const { done } = await by.ask<{ done: Written }, object>(
    `mutation ($input: Viewing${name}Input!) {
      done: viewing${name}(input: $input) {
        ${shown} userErrors { code path ... on JournalClosed { opensAt reason } }
      }
    }`,
    { input },
  )
  return done
}

/** Begins an upload for a journal. */
export async function beginUpload(
  by: Person,
  of: 'Photo' | 'VoiceNote',
  mediaType: string,
  bytes: number,
): Promise<Refused & { readonly upload: Upload | null }> {
  const { begun } = await by.ask<{ begun: Refused & { upload: Upload | null } }, object>(
    `mutation ($input: Viewing${of}UploadCreateInput!) {
      begun: viewing${of}UploadCreate(input: $input) { upload { ${uploadFields} } userErrors { code path } }
    }`,
    { input: { mediaType, bytes } },
  )
  return begun
}

/** Uploads what belongs in a journal; the id of the upload. */
async function uploaded(by: Person, of: 'Photo' | 'VoiceNote', mediaType: string, bytes: Uint8Array): Promise<string> {
  const { upload } = await beginUpload(by, of, mediaType, bytes.length)
  const answer = await sendFile(by, upload!, bytes)
  if (!answer.ok) throw new Error(await answer.text())
  return upload!.id
}

export async function uploadPhoto(by: Person): Promise<string> {
  return uploaded(by, 'Photo', 'image/jpeg', await photo(400, 200))
}

/** Half a second of sound. */
export async function uploadVoiceNote(by: Person): Promise<string> {
  return uploaded(by, 'VoiceNote', 'audio/ogg', await recording())
}

export function recording(): Promise<Buffer> {
  return readFile(join(import.meta.dirname, '../kernel/files/content/fixtures/opus.ogg'))
}
