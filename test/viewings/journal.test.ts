import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import type { App } from '../support/app.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import { reachedBy, refusalOf, sendFile } from '../support/upload.ts'
import { makeProperty, mutate, offer, openBrokerage, openProduct, refusal, type Brokerage } from './brokerage.ts'
import { beginUpload, journalOf, recording, standOf, uploadPhoto, uploadVoiceNote, write, type Diary } from './diary.ts'

const clock = { now: new Date('2026-06-01T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let colleague: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  colleague = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

/** A viewing of an hour that is agreed on; its id. */
async function agreed(startsAt: string, zone?: string): Promise<string> {
  const propertyId = await makeProperty(agent, zone)
  await offer(agent, contactId, [propertyId])
  const preferredDates = [{ date: '2027-01-01' }]
  const viewingId = (await mutate(client, 'Request', { propertyId, preferredDates })).viewing!.id
  await mutate(agent, 'Confirm', { viewingId, ...hourFrom(startsAt) })
  return viewingId
}
const hourFrom = (startsAt: string) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})
/** The texts of a journal's notes. */
const textsOf = (diary: Diary | null) => diary!.notes!.edges.map(({ node }) => node.text)
const before = (instant: string) => new Date(Date.parse(instant) - 1)

describe('the journal of a viewing', () => {
  it('opens at 00:00 of its day where the property is, and stays open (VIE-10)', async () => {
    // On the tenth at two in the afternoon of each place; the days begin in this order.
    const places = [
      ['Pacific/Auckland', '2026-06-10T02:00:00.000Z', '2026-06-09T12:00:00.000Z'],
      ['Asia/Kathmandu', '2026-06-10T08:15:00.000Z', '2026-06-09T18:15:00.000Z'],
      ['Europe/Lisbon', '2026-06-10T13:00:00.000Z', '2026-06-09T23:00:00.000Z'],
      // The zone of Amarillo.
      ['America/Chicago', '2026-06-10T19:00:00.000Z', '2026-06-10T05:00:00.000Z'],
    ] as const
    const viewings = []
    for (const [zone, startsAt, begins] of places) viewings.push({ begins, id: await agreed(startsAt, zone) })
    for (const { id, begins } of viewings) {
      await passTo(app, clock, before(begins))
      expect(await standOf(client, id)).toBe(`GateClosed TOO_EARLY until ${begins}`)
      expect(await write(client, 'NoteAdd', { viewingId: id, text: 'Too early.' })).toMatchObject({
        entry: null,
        userErrors: [{ code: 'JOURNAL_CLOSED', path: ['input'], opensAt: begins, reason: 'TOO_EARLY' }],
      })
      await passTo(app, clock, begins)
      expect(await standOf(client, id)).toBe('Journal, writable')
      expect(refusal(await write(client, 'NoteAdd', { viewingId: id, text: 'It is today.' }))).toBe('')
    }
    await passTo(app, clock, '2026-06-20T12:00:00Z')
    for (const { id } of viewings) expect(await standOf(client, id)).toBe('Journal, writable')
  })

  it('takes notes of 3 to 5,000 characters, which are written anew and deleted (VIE-11)', async () => {
    const viewingId = await agreed('2026-06-20T14:00:00Z')
    const add = async (text: string) => refusal(await write(client, 'NoteAdd', { viewingId, text }))
    expect(await add('ab')).toBe('NOTE_TOO_SHORT input.text')
    expect(await add('  ab\n ')).toBe('NOTE_TOO_SHORT input.text')
    expect(await add('🏡🏡')).toBe('NOTE_TOO_SHORT input.text')
    expect(await add('🏡'.repeat(5_001))).toBe('TEXT_TOO_LONG input.text')
    expect(await add(` ${'🏡'.repeat(5_000)} `)).toBe('')
    expect(await add(' abc\n')).toBe('')
    const [long, short] = (await journalOf(client, viewingId))!.notes!.edges.map(({ node }) => node)
    expect(long!.text).toBe('🏡'.repeat(5_000))
    expect(short).toMatchObject({ text: 'abc', version: 1 })

    const noteId = short!.id
    const update = async (input: object) => refusal(await write(client, 'NoteUpdate', { noteId, ...input }))
    expect(await update({ text: 'ab' })).toBe('NOTE_TOO_SHORT input.text')
    expect(await update({ text: 'A large kitchen.', expectedVersion: 2 })).toBe(
      'VERSION_MISMATCH input.expectedVersion',
    )
    expect(await update({ text: 'A large kitchen.', expectedVersion: 1 })).toBe('')
    expect(await update({ text: 'A large\nkitchen.' })).toBe('')
    expect(await write(client, 'NoteDelete', { noteId: long!.id })).toMatchObject({ viewing: { id: viewingId } })
    const rest = (await journalOf(client, viewingId))!.notes!.edges
    expect(rest).toMatchObject([{ node: { id: noteId, text: 'A large\nkitchen.', version: 3 } }])
    for (const unknown of [long!.id, newId('note'), viewingId]) {
      expect(refusal(await write(client, 'NoteDelete', { noteId: unknown }))).toBe('NOT_FOUND input.noteId')
    }
  })

  it('takes the client’s own photos and voice notes, and lets go of what is deleted (VIE-11) (API-10)', async () => {
    const viewingId = await agreed('2026-06-20T16:00:00Z')
    for (const [of, uploadId] of [
      ['PhotoAdd', await uploadPhoto(client)],
      ['VoiceNoteAdd', await uploadVoiceNote(client)],
    ] as const) {
      expect(refusal(await write(client, of, { viewingId, uploadId }))).toBe('')
      expect(refusal(await write(client, of, { viewingId, uploadId }))).toBe('UPLOAD_NOT_FOUND input.uploadId')
    }
    const { photos, voiceNotes } = (await journalOf(agent, viewingId))!
    const [photo, voiceNote] = [photos!.edges[0]!.node, voiceNotes!.edges[0]!.node]
    expect(photo.picture!.width).toBe(400)
    expect(voiceNote.recording).toMatchObject({ mediaType: 'audio/ogg' })
    expect(voiceNote.recording!.durationMs).toBeGreaterThan(380)
    const urls = [photo.picture!.url, voiceNote.recording!.url].map((url) => reachedBy(agent, url))
    const answers = await Promise.all(urls.map((url) => fetch(url)))
    expect(answers.map(({ status, headers }) => `${status} ${headers.get('content-type')}`)).toEqual([
      '200 image/webp',
      '200 audio/ogg',
    ])

    expect(refusal(await write(client, 'PhotoDelete', { photoId: voiceNote.id }))).toBe('NOT_FOUND input.photoId')
    expect(refusal(await write(client, 'VoiceNoteDelete', { voiceNoteId: photo.id }))).toBe(
      'NOT_FOUND input.voiceNoteId',
    )
    await write(client, 'PhotoDelete', { photoId: photo.id })
    await write(client, 'VoiceNoteDelete', { voiceNoteId: voiceNote.id })
    expect(await journalOf(client, viewingId)).toMatchObject({ photos: { edges: [] }, voiceNotes: { edges: [] } })
    expect((await Promise.all(urls.map((url) => fetch(url)))).map(({ status }) => status)).toEqual([404, 404])
  })

  it('refuses a voice note that is no audio (VIE-11) (API-10)', async () => {
    const viewingId = await agreed('2026-06-20T18:00:00Z')
    const { length } = await recording()
    expect(refusal(await beginUpload(client, 'VoiceNote', 'image/jpeg', length))).toBe(
      'FILE_TYPE_NOT_ALLOWED input.mediaType',
    )
    const { upload } = await beginUpload(client, 'VoiceNote', 'audio/webm', 9)
    const sent = await sendFile(client, upload!, new TextEncoder().encode('No sound.'))
    expect(await refusalOf(sent)).toEqual([415, 'FILE_TYPE_MISMATCH'])
    const add = async (uploadId: string) => refusal(await write(client, 'VoiceNoteAdd', { viewingId, uploadId }))
    expect(await add(upload!.id)).toBe('UPLOAD_NOT_FOUND input.uploadId')
    expect(await add(await uploadPhoto(client))).toBe('FILE_TYPE_NOT_ALLOWED input.uploadId')
    expect((await journalOf(client, viewingId))!.voiceNotes!.edges).toEqual([])
  })

  it('is the client’s to write, and seen by those who look after the viewing at once, and nobody else (VIE-11)', async () => {
    const viewingId = await agreed('2026-06-20T20:00:00Z')
    await write(client, 'NoteAdd', { viewingId, text: 'Too dark for us.' })
    for (const reader of [agent, ours.admin]) {
      expect(await standOf(reader, viewingId)).toBe('Journal CLIENT_ONLY')
      expect(textsOf(await journalOf(reader, viewingId))).toEqual(['Too dark for us.'])
    }
    const note = (await journalOf(client, viewingId))!.notes!.edges[0]!.node
    for (const person of [agent, ours.admin]) {
      const { errors } = await person.send(
        'mutation ($input: ViewingNoteDeleteInput!) { viewingNoteDelete(input: $input) { userErrors { code } } }',
        { input: { noteId: note.id } },
      )
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'CLIENTS_ONLY' })
    }

    const stranger = (await ours.client(agent)).person
    const support = await ours.join('SUPPORT')
    for (const other of [stranger, colleague, support]) expect(await journalOf(other, viewingId)).toBeNull()
    const refused = async (name: 'NoteAdd' | 'NoteUpdate' | 'NoteDelete', input: object) =>
      refusal(await write(stranger, name, input))
    expect(await refused('NoteAdd', { viewingId, text: 'Mine.' })).toBe('NOT_FOUND input.viewingId')
    expect(await refused('NoteUpdate', { noteId: note.id, text: 'Mine.' })).toBe('NOT_FOUND input.noteId')
    expect(await refused('NoteDelete', { noteId: note.id })).toBe('NOT_FOUND input.noteId')
    expect(textsOf(await journalOf(agent, viewingId))).toEqual(['Too dark for us.'])
  })

  it('never opens when called off before its day; later, or moved, it stays readable (VIE-10)', async () => {
    await passTo(app, clock, '2026-07-01T12:00:00Z')
    const [early, late, moved] = [
      await agreed('2026-07-02T09:00:00Z'),
      await agreed('2026-07-02T11:00:00Z'),
      await agreed('2026-07-02T13:00:00Z'),
    ]
    await mutate(client, 'Cancel', { viewingId: early })
    await passTo(app, clock, '2026-07-02T08:00:00Z')
    for (const viewingId of [late, moved]) await write(client, 'NoteAdd', { viewingId, text: 'On our way.' })
    await mutate(client, 'Cancel', { viewingId: late })
    await mutate(agent, 'Reschedule', { viewingId: moved, ...hourFrom('2026-07-09T13:00:00.000Z') })
    expect(await standOf(client, early)).toBe('GateClosed CANCELLED')
    expect(await standOf(client, late)).toBe('Journal CANCELLED')
    expect(await standOf(client, moved)).toBe('Journal TOO_EARLY until 2026-07-08T23:00:00.000Z')

    for (const viewingId of [late, moved]) {
      const diary = await journalOf(client, viewingId)
      expect(textsOf(diary)).toEqual(['On our way.'])
      const noteId = diary!.notes!.edges[0]!.node.id
      for (const refused of [
        await write(client, 'NoteAdd', { viewingId, text: 'More.' }),
        await write(client, 'NoteUpdate', { noteId, text: 'More.' }),
        await write(client, 'NoteDelete', { noteId }),
        await write(client, 'PhotoAdd', { viewingId, uploadId: await uploadPhoto(client) }),
      ]) {
        expect(refused.userErrors).toMatchObject([diary!.closed!])
        expect(refusal(refused)).toBe('JOURNAL_CLOSED input')
      }
    }
    await passTo(app, clock, '2026-07-08T23:00:00Z')
    expect(await standOf(client, early)).toBe('GateClosed CANCELLED')
    expect(await standOf(client, late)).toBe('Journal CANCELLED')
    expect(await standOf(client, moved)).toBe('Journal, writable')
    expect(refusal(await write(client, 'NoteAdd', { viewingId: moved, text: 'More.' }))).toBe('')
  })
})
