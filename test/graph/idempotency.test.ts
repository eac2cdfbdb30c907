import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, uuidOf, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { registerLead } from '../contacts/lead.ts'
import { pictureOf, uploaded } from '../accounts/profile.ts'
import { switchOn } from '../accounts/second-factor.ts'
import { startApp, type App } from '../support/app.ts'
import { mailTo } from '../support/mails.ts'
import { person } from '../support/person.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn } from '../support/log-in.ts'
import { agentIdOf } from '../viewings/brokerage.ts'
import { uploadPhoto as uploadOwnPhoto, uploadVoiceNote } from '../viewings/diary.ts'
import { photosOf, uploadPhoto } from '../viewings/gallery.ts'
import { uploadTable } from '../viewings/table.ts'
import { change, fillCompany, makeProperty, password, provider, type Company } from './support/company.ts'
import { dayFromNow } from './support/day.ts'
import { documentOf, keyless, rowsOf, send } from './support/keyed.ts'
import { beginViewing, waitingDraft } from './support/states.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const mutations = Object.values(schema.getMutationType()!.getFields())

const MARK = 'wombatwombat'
let app: App
let sql: postgres.Sql
let company: Company
beforeAll(async () => {
  app = await startApp()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  company = await fillCompany(app, MARK)
}, 60_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
})

type Who = 'admin' | 'agent' | 'support' | 'client'
const at = (day: number) => ({ startsAt: `${dayFromNow(day)}T10:00:00Z`, endsAt: `${dayFromNow(day)}T11:00:00Z` })
const preferredDates = () => [{ date: dayFromNow(7) }]
const own = (kind: string) => company.own[kind]!
const freshContact = (email?: string) =>
  change(company.agent, 'contactCreate', { ...name, ...(email && { emails: [email] }) }, 'contact')
const balance = { amount: -125_00, currency: 'EUR' }
const newEmail = 'newly-read@example.com'
const freshAccount = async (email: string) =>
  change(company.agent, 'portalAccountCreate', { contactId: await freshContact(email) }, 'portalAccount')
const freshAgent = (who: string, role = 'AGENT') =>
  change(company.admin, 'agentInvite', { ...name, email: `${who}@example.com`, role }, 'agent')
const freshLead = async () => {
  const [row] = await sql`select company_id from accounts.company where handle = ${MARK}`
  return registerLead(app, idFrom('company', row!['company_id']), own('agent'))
}
const freshProperty = (count: number) => makeProperty(company.agent, 'more', count)
const name = { firstName: 'Kim', lastName: 'Waters' }

/** One call of each mutation that changes something: who asks, and for what. They follow on one another. */
const calls: Readonly<Record<string, readonly [Who, () => object | Promise<object>]>> = {
  portalSettingsUpdate: ['admin', () => ({ notice: 'We have moved.' })],
  portalKeyRotate: ['admin', () => ({})],
  portalKeyRetire: [
    'admin',
    async () => {
      for (const input of [{ key: 'for-once' }, {}])
        await change(company.admin, 'portalKeyRotate', input, 'portalSettings')
      return { key: 'for-once' }
    },
  ],
  termsPublish: ['admin', () => ({ texts: [{ language: 'en', title: 'Terms', body: 'Be kind.' }], isRequired: false })],
  portalAccountApprove: ['admin', async () => ({ accountId: await waitingDraft(sql, MARK) })],
  portalAccountDecline: ['admin', async () => ({ accountId: await waitingDraft(sql, MARK) })],
  passwordAccessGive: ['agent', () => ({ ...name, email: 'given@example.com' })],
  agentInvite: ['admin', () => ({ ...name, email: 'new@example.com', role: 'AGENT' })],
  agentInvitationResend: ['admin', async () => ({ agentId: await freshAgent('resent') })],
  agentUpdate: ['agent', () => ({ firstName: 'Anew', expectedVersion: 1 })],
  agentRoleChange: ['admin', async () => ({ agentId: await freshAgent('promoted'), role: 'ADMIN' })],
  agentLeave: ['admin', async () => ({ agentId: await freshAgent('gone') })],
  agentReturn: [
    'admin',
    async () => {
      const agentId = await freshAgent('back')
      return { agentId: await change(company.admin, 'agentLeave', { agentId }, 'agent') }
    },
  ],
  administratorAppoint: ['admin', async () => ({ agentId: await freshAgent('appointed', 'ADMIN') })],
  teamCreate: ['admin', () => ({ name: 'North', memberIds: [own('agent')] })],
  teamUpdate: ['admin', () => ({ teamId: own('team'), memberIds: [], expectedVersion: 1 })],
  teamDelete: ['admin', () => ({ teamId: own('team') })],
  contactCreate: ['agent', () => ({ ...name, emails: ['kim@example.com'] })],
  contactAssign: [
    'admin',
    async () => {
      const { viewer } = await company.admin.ask<{ viewer: { agent: { id: string } } }, object>(
        '{ viewer { ... on StaffViewer { agent { id } } } }',
      )
      return { contactId: await freshContact(), responsibleAgentId: viewer.agent.id }
    },
  ],
  contactReview: ['admin', async () => ({ contactId: await freshLead(), decision: 'ACCEPT' })],
  contactMerge: ['admin', async () => ({ contactId: await freshLead(), intoContactId: await freshContact() })],
  contactNoteAdd: ['agent', () => ({ contactId: own('contact'), text: 'They have a dog.' })],
  contactNoteUpdate: [
    'agent',
    () => ({ contactNoteId: own('contact_note'), text: 'They have two dogs.', expectedVersion: 1 }),
  ],
  contactNoteDelete: ['agent', () => ({ contactNoteId: own('contact_note') })],
  secondFactorDelete: ['client', async () => ({ password: await switchOn(company.client, password) })],
  secondFactorReset: [
    'admin',
    async () => {
      await switchOn(company.client, password)
      return { accountId: own('account') }
    },
  ],
  signOnInstanceCreate: ['admin', () => provider('another')],
  signOnInstanceUpdate: ['admin', () => ({ instanceId: own('sign_on_instance'), isEnabled: false })],
  signOnUnlink: ['agent', () => ({ accountId: own('account') })],
  signOnInstanceDelete: ['admin', () => ({ instanceId: own('sign_on_instance') })],
  portalAccountCreate: ['agent', async () => ({ contactId: await freshContact('invited@example.com') })],
  portalInvitationResend: [
    'agent',
    async () => {
      const contactId = await freshContact('again@example.com')
      return { accountId: await change(company.agent, 'portalAccountCreate', { contactId }, 'portalAccount') }
    },
  ],
  portalAccountDisable: ['support', async () => ({ accountId: await freshAccount('shut@example.com') })],
  portalAccountEnable: [
    'agent',
    async () => {
      const accountId = await freshAccount('opened@example.com')
      return { accountId: await change(company.agent, 'portalAccountDisable', { accountId }, 'portalAccount') }
    },
  ],
  portalAccountPasswordChangeRequire: [
    'support',
    async () => {
      const accountId = await freshAccount('careless@example.com')
      const temporary = await mailedPassword(app, 'careless@example.com')
      const blocked = await clientLogIn(app, `portal-${MARK}`, 'careless@example.com', temporary)
      await changePassword(blocked, temporary, password)
      return { accountId }
    },
  ],
  portalAccountUpdate: [
    'agent',
    async () => ({ accountId: await freshAccount('renamed@example.com'), firstName: 'Robin' }),
  ],
  clientAccountCreate: ['agent', () => ({ kind: 'TENANCY', reference: 'T-1', name: 'Rua Nova 1', balance })],
  clientAccountUpdate: ['agent', () => ({ clientAccountId: own('client_account'), balance })],
  profileUpdate: ['client', () => ({ phone: '+31 20 765 4321' })],
  emailChangeStart: ['client', () => ({ email: newEmail, password })],
  emailChangeResend: [
    'client',
    async () => {
      const ago = sql`interval '2 minutes'`
      await sql`update accounts.proof set asked_at = asked_at - ${ago}, mail_at = mail_at - ${ago}
        where email = ${newEmail}`
      return { email: newEmail }
    },
  ],
  emailChangeComplete: ['client', async () => ({ code: /\d{6}/.exec((await mailTo(app.dataDir, newEmail)).text)![0] })],
  pictureUploadCreate: ['client', () => ({ mediaType: 'image/png', bytes: 10 })],
  pictureSet: ['client', async () => ({ uploadId: (await uploaded(company.client)).id })],
  pictureDelete: ['client', async () => ({ pictureId: (await pictureOf(company.client)).id })],
  propertyCreate: [
    'agent',
    () => ({
      reference: 'once',
      title: 'A house',
      kind: 'HOUSE',
      price: { amount: 1, currency: 'EUR' },
      address: { street: 'Rua Nova 1', postalCode: '1011', city: 'Lisbon', country: 'PT' },
      timeZone: 'Europe/Lisbon',
    }),
  ],
  propertyUpdate: ['agent', () => ({ propertyId: own('property'), rooms: 3.5, expectedVersion: 1 })],
  propertyWithdraw: ['agent', async () => ({ propertyId: await freshProperty(6) })],
  propertyRestore: [
    'agent',
    async () => {
      const propertyId = await freshProperty(7)
      return { propertyId: await change(company.agent, 'propertyWithdraw', { propertyId }, 'property') }
    },
  ],
  viewingSettingsUpdate: ['admin', () => ({ map: 'EXACT' })],
  propertyImportUploadCreate: ['agent', () => ({ bytes: 10 })],
  propertyImportStart: ['agent', async () => ({ uploadId: await uploadTable(company.agent, 'reference\n') })],
  propertyPhotoUploadCreate: ['agent', () => ({ mediaType: 'image/png', bytes: 10 })],
  propertyPhotoAdd: [
    'agent',
    async () => ({ propertyId: own('property'), uploadId: await uploadPhoto(company.agent) }),
  ],
  propertyPhotoUpdate: [
    'agent',
    () => ({ propertyId: own('property'), photoId: own('photo'), description: 'The kitchen' }),
  ],
  propertyPhotosReorder: [
    'agent',
    async () => {
      const photos = (await photosOf(company.agent, own('property')))!
      return { propertyId: own('property'), photoIds: photos.map(({ id }) => id).toReversed() }
    },
  ],
  propertyPhotoDelete: ['agent', () => ({ propertyId: own('property'), photoId: own('photo') })],
  dealCreate: ['agent', () => ({ contactId: own('contact'), title: 'A deal' })],
  offerCreate: ['agent', async () => ({ dealId: own('deal'), propertyId: await freshProperty(1) })],
  offerWithdraw: [
    'agent',
    async () => ({
      offerId: await change(
        company.agent,
        'offerCreate',
        { dealId: own('deal'), propertyId: await freshProperty(2) },
        'offer',
      ),
    }),
  ],
  dealUpdate: ['agent', () => ({ dealId: own('deal'), title: 'Another', expectedVersion: 1 })],
  dealClose: ['agent', () => ({ dealId: own('deal'), outcome: 'WON' })],
  dealReopen: ['agent', () => ({ dealId: own('deal') })],
  dealClientChangesSee: ['agent', () => ({ dealId: own('deal') })],
  reactionSet: [
    'client',
    () => ({
      propertyId: own('property'),
      reaction: 'REJECTED',
      rejectionReasonIds: [own('rejection_reason')],
      text: 'Too far',
    }),
  ],
  reactionClear: ['client', () => ({ propertyId: own('property') })],
  ratingSet: ['client', () => ({ propertyId: own('property'), rating: 2 })],
  ratingClear: ['client', () => ({ propertyId: own('property') })],
  favouriteRemove: ['client', () => ({ propertyId: own('property') })],
  favouriteAdd: ['client', () => ({ propertyId: own('property') })],
  rejectionReasonCreate: ['admin', () => ({ text: 'Too small' })],
  rejectionReasonUpdate: [
    'admin',
    () => ({ rejectionReasonId: own('rejection_reason'), text: 'Too far', expectedVersion: 1 }),
  ],
  rejectionReasonRetire: ['admin', () => ({ rejectionReasonId: own('rejection_reason') })],
  viewingRequest: [
    'client',
    async () => {
      const propertyId = await freshProperty(3)
      await change(company.agent, 'offerCreate', { dealId: own('deal'), propertyId }, 'offer')
      return { propertyId, preferredDates: preferredDates() }
    },
  ],
  viewingBook: [
    'agent',
    async () => ({
      contactId: own('contact'),
      propertyId: await freshProperty(4),
      preferredDates: preferredDates(),
    }),
  ],
  viewingConfirm: ['agent', () => ({ viewingId: own('viewing'), ...at(8), expectedVersion: 1 })],
  viewingReschedule: ['agent', () => ({ viewingId: own('viewing'), ...at(9), expectedVersion: 2 })],
  viewingDatesAdd: ['client', async () => ({ viewingId: await booked(31), preferredDates: [{ date: dayFromNow(8) }] })],
  viewingPropose: ['client', () => ({ viewingId: own('viewing'), ...at(10) })],
  viewingProposalDecline: ['agent', () => ({ viewingId: own('viewing') })],
  viewingReassign: ['agent', async () => ({ viewingId: await booked(32), agentId: await agentIdOf(company.admin) })],
  viewingComplete: ['agent', async () => ({ viewingId: await started() })],
  viewingMarkNoShow: ['agent', async () => ({ viewingId: await started() })],
  viewingFeedbackGive: [
    'agent',
    async () => ({
      viewingId: await change(company.agent, 'viewingComplete', { viewingId: await started() }, 'viewing'),
      overall: 4,
    }),
  ],
  viewingArrange: ['agent', () => ({ viewingId: own('viewing'), notes: 'Ring twice.', expectedVersion: 0 })],
  viewingReject: ['agent', async () => ({ viewingId: await booked(5), reason: 'It is sold.' })],
  viewingCancel: ['client', () => ({ viewingId: own('viewing'), reason: 'I am ill.' })],
  availabilitySet: ['agent', () => ({ bufferMinutes: 20, expectedVersion: 0 })],
  availabilityExceptionSet: ['agent', () => ({ date: dayFromNow(60) })],
  availabilityExceptionDelete: ['agent', () => ({ date: dayFromNow(60) })],
  viewingBlockCreate: ['agent', () => ({ propertyId: own('property'), ...at(40), capacity: 3 })],
  viewingBlockCancel: ['agent', () => ({ blockId: own('viewing_block'), reason: 'It is sold.' })],
  viewingNoteAdd: ['client', () => ({ viewingId: own('visit'), text: 'A large kitchen.' })],
  viewingNoteUpdate: ['client', () => ({ noteId: own('note'), text: 'A small kitchen.', expectedVersion: 1 })],
  viewingNoteDelete: ['client', () => ({ noteId: own('note') })],
  viewingPhotoUploadCreate: ['client', () => ({ mediaType: 'image/png', bytes: 10 })],
  viewingPhotoAdd: [
    'client',
    async () => ({ viewingId: own('visit'), uploadId: await uploadOwnPhoto(company.client) }),
  ],
  viewingPhotoDelete: ['client', () => ({ photoId: own('own_photo') })],
  viewingVoiceNoteUploadCreate: ['client', () => ({ mediaType: 'audio/ogg', bytes: 10 })],
  viewingVoiceNoteAdd: [
    'client',
    async () => ({ viewingId: own('visit'), uploadId: await uploadVoiceNote(company.client) }),
  ],
  viewingVoiceNoteDelete: ['client', () => ({ voiceNoteId: own('voice_note') })],
  watchCreate: ['client', () => ({ criteria: { cities: ['Faro'] } })],
  watchUpdate: ['client', () => ({ watchId: own('watch'), title: 'Otherwise', expectedVersion: 1 })],
  watchPause: ['client', () => ({ watchId: own('watch') })],
  watchResume: ['agent', () => ({ watchId: own('watch') })],
  calendarFeedDelete: [
    'client',
    async () => {
      await company.client.ask('mutation { calendarFeedCreate(input: {}) { userErrors { code } } }')
      return {}
    },
  ],
  watchDelete: [
    'client',
    async () => ({ watchId: await change(company.client, 'watchCreate', { criteria: { cities: ['Beja'] } }, 'watch') }),
  ],
  attachmentUploadCreate: ['client', () => ({ name: 'plan.pdf', mediaType: 'application/pdf', bytes: 10 })],
  requestSubmit: ['client', () => ({ subject: 'Keys', body: 'Where are they?' })],
  requestReply: ['client', () => ({ requestId: own('ticket'), body: 'And when?' })],
  requestSolve: ['client', async () => ({ requestId: await submitted() })],
  ticketReply: ['support', () => ({ ticketId: own('ticket'), body: 'Here.', status: 'PENDING' })],
  ticketNoteAdd: ['support', () => ({ ticketId: own('ticket'), body: 'Odd.' })],
  ticketStatusSet: ['support', async () => ({ ticketId: await submitted(), status: 'SOLVED', expectedVersion: 1 })],
  ticketAssign: ['support', async () => ({ ticketId: await submitted(), agentId: own('agent') })],
  consumerReplay: [
    'admin',
    async () => {
      await sql`delete from accounts.client where contact_id = ${uuidOf(own('contact') as ContactId)}`
      return { consumer: 'accounts.clients', entityId: own('contact') }
    },
  ],
  parkedEventRetry: ['admin', () => ({ parkedEventId: own('parked_event') })],
  parkedEventSkip: ['admin', () => ({ parkedEventId: own('parked_event') })],
  apiKeyUpdate: ['admin', () => ({ apiKeyId: own('api_key'), name: 'Another', scopes: ['TICKETS_READ'] })],
  apiKeyRevoke: ['admin', () => ({ apiKeyId: own('api_key') })],
  sessionEnd: ['admin', () => ({ sessionId: own('session') })],
  sessionEndAll: [
    'admin',
    async () => {
      await staffLogIn(app, MARK, `admin-${MARK}@example.com`, password)
      return { keepsCurrent: true }
    },
  ],
}

async function booked(count: number): Promise<string> {
  const input = { contactId: own('contact'), propertyId: await freshProperty(count), preferredDates: preferredDates() }
  return change(company.agent, 'viewingBook', input, 'viewing')
}
let begun: Promise<string> | null = null
/** A viewing that has just begun; always the same one, since a contact has one at a time. */
const started = () => (begun ??= booked(33).then((viewingId) => beginViewing(company.agent, viewingId)))
const submitted = () => change(company.client, 'requestSubmit', { subject: 'More', body: 'Please.' }, 'request')

describe('every mutation under an idempotency key (API-6)', () => {
  it('is either repeatable or one of those that answer with secrets', () => {
    expect([...Object.keys(calls), ...Object.keys(keyless)].sort()).toEqual(mutations.map(({ name }) => name).sort())
    for (const { name, description } of mutations) {
      expect(/takes no idempotency key/.test(description ?? ''), name).toBe(Object.hasOwn(keyless, name))
    }
  })

  // In their order, since they follow on one another.
  it.each(Object.keys(calls))('%s takes effect once, and is answered alike again', async (name) => {
    const [who, inputOf] = calls[name]!
    const document = documentOf(mutations.find((each) => each.name === name)!)
    const key = randomUUID()
    const input = await inputOf()
    const before = await rowsOf(app, sql)
    const first = await send(company[who], document, input, key)
    expect(first.errors).toBeUndefined()
    expect(first.data!.done['userErrors']).toEqual([])
    expect(Object.values(first.data!.done)).not.toContain(undefined)
    const after = await rowsOf(app, sql)
    expect(after).not.toEqual(before)

    const again = await send(company[who], document, input, key)
    // The first cursor is null where its event took longer than a second to reach the log.
    const cursor = first.data!.done['cursor'] ?? again.data!.done['cursor']
    expect(again).toEqual({ data: { done: { ...first.data!.done, cursor } } })
    expect(await rowsOf(app, sql)).toEqual(after)
  })

  it.each(Object.keys(keyless))('%s refuses a key', async (name) => {
    const mutation = mutations.find((each) => each.name === name)!
    const input = keyless[name]!
    const inputType = String(mutation.args[0]!.type)
    const document = `mutation ($input: ${inputType}, $key: String!) {
      ${name}(input: $input) @idempotent(key: $key) { userErrors { code } }
    }`
    for (const by of [company.client, person(app.url)]) {
      const { data, errors } = await send(by, document, input, 'k')
      expect(data).toBeNull()
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOT_IDEMPOTENT' })
    }
  })
})
