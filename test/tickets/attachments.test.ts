import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../accounts/office.ts'
import type { Person } from '../support/person.ts'
import { photo, reachedBy, refusalOf, sendFile, uploadFields, type Upload } from '../support/upload.ts'

let office: Office
let support: Person
let client: Person
let stranger: Person

beforeAll(async () => {
  office = await openOffice()
  const agent = await office.staff('AGENT', 'agent@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
  client = await office.client(agent, 'kim@example.com')
  stranger = await office.client(agent, 'lee@example.com')
})
afterAll(() => office?.stop())

interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly url: string
  readonly picture: { readonly width: number } | null
}
interface Answered {
  readonly ticket: { readonly id: string } | null
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[]
}
const attachments = 'attachments { name mediaType bytes url picture { width url(size: THUMBNAIL) } }'

async function begin(by: Person, bytes: Uint8Array, name: string, mediaType: string): Promise<Upload> {
  const { begun } = await by.ask<{ begun: { upload: Upload } }, object>(
    `mutation ($input: AttachmentUploadCreateInput!) {
      begun: attachmentUploadCreate(input: $input) { upload { ${uploadFields} } userErrors { code } }
    }`,
    { input: { name, mediaType, bytes: bytes.length } },
  )
  return begun.upload
}

/** Uploads a file; the id of the upload. */
async function upload(by: Person, name: string, content: string | Buffer = name, type = 'text/plain'): Promise<string> {
  const bytes = Buffer.from(content)
  const begun = await begin(by, bytes, name, type)
  expect((await sendFile(by, begun, bytes)).ok).toBe(true)
  return begun.id
}

type Name = 'requestSubmit' | 'requestReply' | 'ticketReply' | 'ticketNoteAdd'

async function change(by: Person, name: Name, input: object): Promise<Answered> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const data = await by.ask<{ done: Answered }, object>(
    `mutation ($input: ${type}!) {
      done: ${name}(input: $input) { ticket: ${name.startsWith('request') ? 'request' : 'ticket'} { id }
      userErrors { code path } }
    }`,
    { input: { body: 'Here it is.', ...input } },
  )
  return data.done
}

async function submit(by: Person, uploadIds: readonly string[] = []): Promise<string> {
  return (await change(by, 'requestSubmit', { subject: 'The key', uploadIds })).ticket!.id
}

/** What is attached to each text of a ticket, as its client or as staff read it. */
async function attachedTo(by: Person, id: string): Promise<Attachment[][]> {
  const [field, types] =
    by === support ? ['ticket', ['TicketReply', 'TicketNote']] : (['request', ['RequestReply']] as const)
  const fragments = types.map((type) => `... on ${type} { ${attachments} }`).join(' ')
  type Shown = { shown: { timeline: { edges: { node: { attachments?: Attachment[] } }[] } } | null }
  const { shown } = await by.ask<Shown, object>(
    `query ($id: ID!) { shown: ${field}(id: $id) { timeline { edges { node { __typename ${fragments} } } } } }`,
    { id },
  )
  return (shown?.timeline.edges ?? []).flatMap(({ node }) => (node.attachments ? [node.attachments] : []))
}
const names = (lists: readonly (readonly Attachment[])[]) => lists.map((list) => list.map(({ name }) => name))
const refusal = ({ userErrors }: Answered) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join()

describe('attachments', () => {
  it('go along with a request and its answers, in their order, both ways (TIC-8) (API-10)', async () => {
    const jpeg = await photo(400, 200)
    const files = [await upload(client, 'C:\\keys\\key.txt', 'lost'), await upload(client, 'a.jpg', jpeg, 'image/jpeg')]
    const id = await submit(client, files)
    await change(support, 'ticketReply', { ticketId: id, uploadIds: [await upload(support, 'offer.txt')] })
    await change(client, 'requestReply', { requestId: id, uploadIds: [await upload(client, 'thanks.txt')] })
    for (const reader of [client, support]) {
      const shown = await attachedTo(reader, id)
      expect(names(shown)).toEqual([['key.txt', 'a.jpg'], ['offer.txt'], ['thanks.txt']])
      const [text, picture] = shown[0]!
      expect(text).toMatchObject({ mediaType: 'text/plain', bytes: 4, picture: null })
      const served = await fetch(reachedBy(reader, text!.url))
      expect(await served.text()).toBe('lost')
      expect(served.headers.get('content-disposition')).toContain('key.txt')
      expect(picture).toMatchObject({ mediaType: 'image/jpeg', picture: { width: 400 } })
      const kept = Buffer.from(await (await fetch(reachedBy(reader, picture!.url))).arrayBuffer())
      expect(await sharp(kept).metadata()).toMatchObject({ width: 400, format: 'jpeg' })
      expect(kept.toString('latin1')).not.toContain('Pinhole')
    }
    expect(await attachedTo(stranger, id)).toEqual([])
  })

  it('of an internal note reach no client (TIC-4) (TIC-8)', async () => {
    const id = await submit(client)
    await change(support, 'ticketNoteAdd', { ticketId: id, uploadIds: [await upload(support, 'debts.txt')] })
    const [, [note]] = (await attachedTo(support, id)) as [Attachment[], [Attachment]]
    expect(note.name).toBe('debts.txt')
    expect(names(await attachedTo(client, id))).toEqual([[]])
    const unsigned = note.url.replace(/\?.*$/, '')
    expect((await fetch(reachedBy(client, unsigned))).status).toBe(403)
  })

  it('are their sender’s alone, each for one text (API-10)', async () => {
    const id = await submit(client)
    const uploadId = await upload(client, 'key.txt')
    const reply = async (by: Person, uploadIds: string[]) =>
      refusal(await change(by, 'requestReply', { requestId: by === stranger ? await submit(by) : id, uploadIds }))
    expect(await reply(stranger, [uploadId])).toBe('UPLOAD_NOT_FOUND input.uploadIds.0')
    expect(await reply(client, [uploadId, uploadId])).toBe('UPLOAD_NOT_FOUND input.uploadIds.1')
    expect(await reply(client, Array(11).fill(uploadId))).toBe('TOO_MANY_ATTACHMENTS input.uploadIds')
    expect(await reply(client, [uploadId])).toBe('')
    expect(await reply(client, [uploadId])).toBe('UPLOAD_NOT_FOUND input.uploadIds.0')
    expect(names(await attachedTo(client, id))).toEqual([[], ['key.txt']])
  })

  it('go with the new request that an answer to a closed one becomes (TIC-3) (TIC-8)', async () => {
    const id = await submit(client)
    for (const status of ['SOLVED', 'CLOSED']) {
      await support.ask(
        'mutation ($input: TicketStatusSetInput!) { ticketStatusSet(input: $input) { userErrors { code } } }',
        { input: { ticketId: id, status } },
      )
    }
    const answered = await change(client, 'requestReply', { requestId: id, uploadIds: [await upload(client, 'b.txt')] })
    expect(answered.ticket!.id).not.toBe(id)
    expect(names(await attachedTo(client, answered.ticket!.id))).toEqual([['b.txt']])
  })

  it('are refused for what could be run, and for a name that is none (API-10)', async () => {
    const program = Buffer.from('MZ')
    for (const [name, type, reason] of [
      ['setup.exe', 'text/plain', 'FILE_UNSAFE'],
      ['page.txt', 'application/pdf', 'FILE_TYPE_MISMATCH'],
    ] as const) {
      const answer = await sendFile(client, await begin(client, program, name, type), program)
      expect((await refusalOf(answer))[1]).toBe(reason)
    }
    for (const [input, code] of [
      [{ name: ' / ', mediaType: 'text/plain' }, 'NAME_MISSING'],
      [{ name: 'x'.repeat(201), mediaType: 'text/plain' }, 'NAME_TOO_LONG'],
      [{ name: 'setup.exe', mediaType: 'application/x-msdownload' }, 'FILE_TYPE_NOT_ALLOWED'],
    ] as const) {
      const { begun } = await client.ask<{ begun: Answered }, object>(
        `mutation ($input: AttachmentUploadCreateInput!) {
          begun: attachmentUploadCreate(input: $input) { userErrors { code path } }
        }`,
        { input: { bytes: 2, ...input } },
      )
      expect(refusal(begun)).toContain(code)
    }
  })
})
