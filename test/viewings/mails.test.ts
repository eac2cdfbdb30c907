import ICAL from 'ical.js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompanyId } from '../../subgraphs/kernel/ids.ts'
import { remindDayBefore } from '../../subgraphs/viewings/reminder/jobs.ts'
import type { App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { readMails, type ReadMail } from '../support/mails.ts'
import { passTo } from '../support/pass-time.ts'
import type { Person } from '../support/person.ts'
import { makeProperty, mutate, offer, openBrokerage, openProduct, type Brokerage } from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let client: Person
let contactId: string
let sql: postgres.Sql

beforeAll(async () => {
  app = await openProduct(clock)
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

const hourFrom = (startsAt: string) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})

/** A viewing that staff have asked for in a contact's name. */
async function booked(zone?: string, of = contactId): Promise<string> {
  const input = { contactId: of, propertyId: await makeProperty(agent, zone), preferredDates: [{ date: '2026-04-01' }] }
  return (await mutate(agent, 'Book', input)).viewing!.id
}
async function confirmed(startsAt: string, zone?: string, of?: string): Promise<string> {
  const viewingId = await booked(zone, of)
  const { userErrors } = await mutate(agent, 'Confirm', { viewingId, ...hourFrom(startsAt) })
  expect(userErrors).toEqual([])
  return viewingId
}

/** Waits until no job is left that was to run by now. */
async function settle(): Promise<void> {
  await eventually(async () => {
    const left = await sql`select from viewings_jobs._private_jobs where run_at <= now() or attempts > 0`
    expect(left.length).toBe(0)
  })
}
/** The mails about a viewing by whom they are to and what they are about, oldest first. */
async function mailsOf(viewingId: string): Promise<Map<string, ReadMail>> {
  await settle()
  const mails = (await readMails(app.dataDir)).filter(({ id }) => id.includes(viewingId))
  const named = mails.map((mail): [string, ReadMail] => [/\.(\w+\.\w+)@/.exec(mail.id)![1]!, mail])
  expect(new Set(mails.map(({ id }) => id)).size).toBe(mails.length)
  return new Map(named)
}
const kindsOf = async (viewingId: string) => [...(await mailsOf(viewingId)).keys()].sort()
const remindersOf = async (viewingId: string) =>
  (await kindsOf(viewingId)).filter((kind) => kind.includes('.remind')).join(' ')

/** What calendar software makes of a mail. */
function invitationIn({ calendar }: ReadMail) {
  const read = new ICAL.Component(ICAL.parse(calendar!.content))
  for (const zone of read.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue('tzid') as string)
  }
  const { uid, sequence, startDate, location, component } = new ICAL.Event(read.getFirstSubcomponent('vevent')!)
  return {
    method: [calendar!.method, read.getFirstPropertyValue('method')].join(' '),
    status: component.getFirstPropertyValue('status'),
    ...{ uid, sequence, location },
    local: startDate.toString(),
    instant: startDate.toJSDate().toISOString(),
  }
}

/** What a viewing's timers are told. */
async function payloadOf(viewingId: string): Promise<{ readonly company: CompanyId; readonly viewingId: string }> {
  const [job] = await sql`
    select payload from viewings_jobs._private_jobs where payload->>'viewingId' = ${viewingId} limit 1`
  return job!['payload'] as never
}
/** Runs a job once more, as the queue does where it could not note that it has run. */
async function runAgain(name: string, payload: object): Promise<void> {
  await sql`select viewings_jobs.add_job(${name}, payload := ${sql.json(payload as never)}::json)`
}

describe('a mail to the client', () => {
  it.each([
    ['Europe/Lisbon', '2026-03-28T15:00:00.000Z', '2026-03-28T15:00:00', '3:00'],
    ['Europe/Lisbon', '2026-03-29T15:00:00.000Z', '2026-03-29T16:00:00', '4:00'],
    ['Pacific/Auckland', '2026-04-04T01:00:00.000Z', '2026-04-04T14:00:00', '2:00'],
    ['Pacific/Auckland', '2026-04-05T02:00:00.000Z', '2026-04-05T14:00:00', '2:00'],
  ])('invites to a viewing in %s at %s: %s there (VIE-14)', async (zone, startsAt, local, clockTime) => {
    const id = await confirmed(startsAt, zone)
    const mails = await mailsOf(id)
    expect([...mails.keys()]).toEqual(['client.confirmed'])
    const mail = mails.get('client.confirmed')!
    expect(mail.to).toMatch(/^client-/)
    expect(invitationIn(mail)).toEqual({
      method: 'REQUEST REQUEST',
      status: 'CONFIRMED',
      uid: id,
      sequence: 2,
      location: 'Lisboa, PT',
      local,
      instant: startsAt,
    })
    expect(mail.text).toContain(`${clockTime} – `.replace(/ /g, '\u2009'))
    expect(mail.text).not.toContain('Rua')
  })

  it('moves what the calendar holds, and takes it out again (VIE-14)', async () => {
    const viewingId = await confirmed('2026-03-30T09:00:00.000Z')
    await settle()
    await mutate(agent, 'Reschedule', { viewingId, ...hourFrom('2026-03-31T09:00:00.000Z') })
    await settle()
    await mutate(agent, 'Cancel', { viewingId, reason: 'The owner is ill' })
    const mails = await mailsOf(viewingId)
    expect([...mails.keys()]).toEqual(['client.confirmed', 'client.rescheduled', 'client.cancelled'])
    const at = { uid: viewingId, local: '2026-03-31T10:00:00' }
    const moved = { ...at, method: 'REQUEST REQUEST', sequence: 3, status: 'CONFIRMED' }
    expect(invitationIn(mails.get('client.rescheduled')!)).toMatchObject(moved)
    const takenOut = { ...at, method: 'CANCEL CANCEL', sequence: 4, status: 'CANCELLED' }
    expect(invitationIn(mails.get('client.cancelled')!)).toMatchObject(takenOut)
    expect(mails.get('client.cancelled')!.text).toContain('Reason: The owner is ill')
  })

  it('says why a request was declined, and asks nothing of the calendar (VIE-14)', async () => {
    const viewingId = await booked()
    await mutate(agent, 'Reject', { viewingId, reason: 'It was sold' })
    const mails = await mailsOf(viewingId)
    expect([...mails.keys()]).toEqual(['client.rejected'])
    expect(mails.get('client.rejected')).toMatchObject({ calendar: null, text: expect.stringContaining('It was sold') })
  })

  it('is the same mail when it is sent again, and none when it is true no more (VIE-14)', async () => {
    const [startsAt, later] = ['2026-03-30T15:00:00.000Z', '2026-03-31T15:00:00.000Z']
    const viewingId = await confirmed(startsAt)
    await mutate(agent, 'Reschedule', { viewingId, ...hourFrom(later) })
    await settle()
    const payload = { ...(await payloadOf(viewingId)), to: 'client', name: 'rescheduled' }
    await runAgain('mailViewing', { ...payload, version: 3, about: 'rescheduled', told: Date.parse(later) })
    await runAgain('mailViewing', { ...payload, version: 2, about: 'confirmed', told: Date.parse(startsAt) })
    await settle()
    const sent = (await readMails(app.dataDir)).filter(({ id }) => id.includes(`${viewingId}.`))
    expect(sent.map(({ id }) => id.split('@')[0]).slice(-2)).toEqual([
      `<${viewingId}.3.client.rescheduled`,
      `<${viewingId}.3.client.rescheduled`,
    ])
  })
})

describe('a mail to the agent', () => {
  it('tells what the client asks for, proposes and calls off (VIE-14)', async () => {
    const propertyId = await makeProperty(agent)
    await offer(agent, contactId, [propertyId])
    const asked = await mutate(client, 'Request', { propertyId, preferredDates: [{ date: '2026-04-01' }] })
    const viewingId = asked.viewing!.id
    expect(await kindsOf(viewingId)).toEqual(['agent.requested'])
    await mutate(agent, 'Confirm', { viewingId, ...hourFrom('2026-04-01T09:00:00.000Z') })
    await mutate(client, 'Propose', { viewingId, ...hourFrom('2026-04-01T15:00:00.000Z') })
    expect(await kindsOf(viewingId)).toEqual(['agent.proposed', 'agent.requested', 'client.confirmed'])
    await mutate(client, 'Cancel', { viewingId })
    const mails = await mailsOf(viewingId)
    expect([...mails.keys()].sort()).toEqual([
      'agent.cancelled',
      'agent.proposed',
      'agent.requested',
      'client.cancelled',
      'client.confirmed',
    ])
    expect(mails.get('agent.proposed')).toMatchObject({ to: expect.stringMatching(/^staff-/), calendar: null })
    expect(mails.get('agent.proposed')!.text).toMatch(/4:00.*\n.*Rua 1, Lisboa.*\nWith: Kim Doe/)
  })
})

describe('reminders', () => {
  const subjects = {
    en: 'Your viewing is soon: House by the river',
    nl: 'Uw bezichtiging is binnenkort: House by the river',
    de: 'Ihre Besichtigung steht bevor: House by the river',
    fr: 'Votre visite approche : House by the river',
    es: 'Su visita es pronto: House by the river',
  }

  /** A contact without a portal account who speaks this language. */
  async function speaker(language: string): Promise<string> {
    const input = { firstName: 'Lou', emails: [`lou-${language}@example.com`], language }
    const { contactCreate } = await agent.ask<{ contactCreate: { contact: { id: string } } }, object>(
      'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } } }',
      { input },
    )
    return contactCreate.contact.id
  }

  it('come a day and an hour before, once each, with the address, in the reader’s language (VIE-14)', async () => {
    const viewings: [keyof typeof subjects, string][] = []
    for (const [index, language] of (['en', 'nl', 'de', 'fr', 'es'] as const).entries()) {
      const startsAt = new Date(Date.UTC(2026, 2, 6, 10 + index)).toISOString()
      viewings.push([language, await confirmed(startsAt, undefined, await speaker(language))])
    }
    const cancelled = await confirmed('2026-03-06T08:00:00.000Z')
    const payload = await payloadOf(cancelled)
    const moved = await confirmed('2026-03-06T16:00:00.000Z')
    const cutOff = await confirmed('2026-03-06T18:00:00.000Z')
    await mutate(agent, 'Cancel', { viewingId: cancelled })
    await mutate(agent, 'Reschedule', { viewingId: moved, ...hourFrom('2026-03-07T16:00:00.000Z') })
    const [, english] = viewings[0]!

    await passTo(app, clock, '2026-03-05T09:30:00.000Z')
    expect(await remindersOf(english)).toBe('')

    await passTo(app, clock, '2026-03-05T10:00:00.000Z')
    expect(await remindersOf(english)).toBe('agent.remindDayBefore client.remindDayBefore')

    // Agreed on later than a day before.
    const late = await confirmed('2026-03-06T07:00:00.000Z')
    clock.now = new Date('2026-03-05T18:00:00.000Z')
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'viewings')!
    const jobs = { ...services.jobs, enqueue: () => Promise.reject(new Error('The worker was cut off.')) }
    await expect(remindDayBefore({ ...services, jobs }, await payloadOf(cutOff))).rejects.toThrow('cut off')
    clock.now = new Date('2026-03-05T10:00:00.000Z')
    await passTo(app, clock, '2026-03-05T18:00:00.000Z')
    const dayBefore = 'agent.remindDayBefore client.remindDayBefore'
    expect(await remindersOf(cutOff)).toBe(dayBefore)
    for (const [language, id] of viewings) {
      const mail = (await mailsOf(id)).get('client.remindDayBefore')!
      expect(mail).toMatchObject({ to: `lou-${language}@example.com`, subject: subjects[language], calendar: null })
      expect(mail.text).toContain('Rua 1, Lisboa, PT')
    }

    await runAgain('remindDayBefore', await payloadOf(cutOff))
    await runAgain('remindDayBefore', await payloadOf(english))
    await runAgain('remindDayBefore', payload)
    const found = [cutOff, english, cancelled, moved, late]
    expect(await Promise.all(found.map(remindersOf))).toEqual([dayBefore, dayBefore, '', '', ''])

    await passTo(app, clock, '2026-03-06T17:00:00.000Z')
    const both = 'agent.remindDayBefore agent.remindHourBefore client.remindDayBefore client.remindHourBefore'
    expect(await Promise.all([cutOff, cancelled, moved].map(remindersOf))).toEqual([both, '', dayBefore])
  })

  it('are none for what has begun, and one for what is agreed on within a day (VIE-14)', async () => {
    await passTo(app, clock, '2026-03-06T17:30:00.000Z')
    const begun = await confirmed('2026-03-06T19:30:00.000Z')
    const soon = await confirmed('2026-03-06T21:00:00.000Z')
    await passTo(app, clock, '2026-03-06T20:00:00.000Z')
    expect(await remindersOf(soon)).toBe('agent.remindHourBefore client.remindHourBefore')
    expect(await remindersOf(begun)).toBe('')
  })
})
