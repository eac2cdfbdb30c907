import type { Person } from '../../support/person.ts'
import { uploadPhoto, uploadVoiceNote } from '../../viewings/diary.ts'
import { change, makeProperty } from './company.ts'
import { dayFromNow } from './day.ts'

/** A viewing of today, and one of each thing that its client has put down in its journal. */
export interface Visit {
  readonly visit: string
  readonly note: string
  readonly own_photo: string
  readonly voice_note: string
}

interface Visited {
  readonly mark: string
  readonly agent: Person
  readonly client: Person
  readonly deal: string
}

const MINUTE = 60_000

/** Lets a client view a property in some minutes, and put down what it is like: its journal is open today (VIE-10). */
export async function visit({ mark, agent, client, deal }: Visited): Promise<Visit> {
  // Where today is not over before that.
  const zone = new Date().getUTCHours() < 22 ? 'UTC' : 'Asia/Kathmandu'
  const propertyId = await makeProperty(agent, mark, 100, zone)
  await change(agent, 'offerCreate', { dealId: deal, propertyId }, 'offer')
  const asked = { propertyId, preferredDates: [{ date: dayFromNow(1) }] }
  const viewingId = await change(client, 'viewingRequest', asked, 'viewing')
  const [startsAt, endsAt] = [10, 40].map((minutes) => new Date(Date.now() + minutes * MINUTE).toISOString())
  await change(agent, 'viewingConfirm', { viewingId, startsAt, endsAt }, 'viewing')
  const recorded = { viewingId, uploadId: await uploadVoiceNote(client) }
  return {
    visit: viewingId,
    note: await change(client, 'viewingNoteAdd', { viewingId, text: `Note ${mark}` }, 'note'),
    own_photo: await change(client, 'viewingPhotoAdd', { viewingId, uploadId: await uploadPhoto(client) }, 'photo'),
    voice_note: await change(client, 'viewingVoiceNoteAdd', recorded, 'voiceNote'),
  }
}
