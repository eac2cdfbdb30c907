import { foundCompany } from '../../../subgraphs/accounts/company/commands.ts'
import { park } from '../../../subgraphs/kernel/events/parked.ts'
import { uuidOf, type CompanyId, type ContactId } from '../../../subgraphs/kernel/ids.ts'
import type { App } from '../../support/app.ts'
import { pictureOf, uploaded } from '../../accounts/profile.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn } from '../../support/log-in.ts'
import type { Person } from '../../support/person.ts'
import { addPhoto } from '../../viewings/gallery.ts'
import { importTable } from '../../viewings/table.ts'
import { dayFromNow } from './day.ts'
import { visit } from './visit.ts'

/** A company in which there is one of everything, and whose every text contains its own mark. */
export interface Company {
  readonly mark: string
  readonly admin: Person
  readonly agent: Person
  readonly support: Person
  readonly client: Person
  /** One of each kind of thing, by the prefix of its id: all but the administrator's picture are the client's, and looked after by the agent. */
  readonly own: Readonly<Record<string, string>>
}

/** Everybody's. */
export const password = 'seven quiet herons'

/** Founds a company and lets its people fill it, so that all that is there was made as it is made in life. */
export async function fillCompany(app: App, mark: string): Promise<Company> {
  const accounts = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const email = (name: string) => `${name}-${mark}@example.com`
  const names = { firstName: `First ${mark}`, lastName: `Last ${mark}` }
  const { company, portalKey } = await foundCompany(
    accounts.services.db,
    {
      company: { name: `Company ${mark}`, handle: mark },
      administrator: { ...names, email: email('admin') },
      password,
      portalKey: `portal-${mark}`,
    },
    new Date(),
  )
  const admin = await staffLogIn(app, mark, email('admin'), password)
  const join = async (role: 'AGENT' | 'SUPPORT'): Promise<Person> => {
    const address = email(role.toLowerCase())
    await change(admin, 'agentInvite', { ...names, email: address, role }, 'agent')
    const temporary = await mailedPassword(app, address)
    return changePassword(await staffLogIn(app, mark, address, temporary), temporary, password)
  }
  const agent = await join('AGENT')
  const support = await join('SUPPORT')

  const contact = await change(
    agent,
    'contactCreate',
    { ...names, emails: [email('client')], phones: ['+31 20 123 4567'] },
    'contact',
  )
  const contact_note = await change(agent, 'contactNoteAdd', { contactId: contact, text: `Written ${mark}` }, 'note')
  const account = await change(agent, 'portalAccountCreate', { contactId: contact }, 'portalAccount')
  const temporary = await mailedPassword(app, email('client'))
  const client = await changePassword(
    await clientLogIn(app, portalKey, email('client'), temporary),
    temporary,
    password,
  )

  const balance = { amount: -45_00, currency: 'EUR' }
  const tenancy = { kind: 'TENANCY', reference: `Reference ${mark}`, name: `Tenancy ${mark}`, balance }
  const client_account = await change(agent, 'clientAccountCreate', tenancy, 'clientAccount')
  await change(
    agent,
    'portalAccountUpdate',
    { accountId: account, linkClientAccountIds: [client_account] },
    'portalAccount',
  )

  const [property, other] = [await makeProperty(agent, mark, 1), await makeProperty(agent, mark, 2)]
  const [photo] = (await addPhoto(agent, property, `Photo ${mark}`)) as [string]
  const deal = await change(agent, 'dealCreate', { contactId: contact, title: `Deal ${mark}` }, 'deal')
  const offer = await change(agent, 'offerCreate', { dealId: deal, propertyId: property }, 'offer')
  await change(agent, 'offerCreate', { dealId: deal, propertyId: other }, 'offer')
  const preferredDates = [{ date: dayFromNow(7) }]
  const confirmed = await change(client, 'viewingRequest', { propertyId: property, preferredDates }, 'viewing')
  const [startsAt, endsAt] = [`${dayFromNow(7)}T16:00:00Z`, `${dayFromNow(7)}T17:00:00Z`]
  await change(agent, 'viewingConfirm', { viewingId: confirmed, startsAt, endsAt }, 'viewing')
  const cancelled = await change(client, 'viewingRequest', { propertyId: other, preferredDates }, 'viewing')
  await change(client, 'viewingCancel', { viewingId: cancelled, reason: `Reason ${mark}` }, 'viewing')
  const viewing = await change(client, 'viewingRequest', { propertyId: other, preferredDates }, 'viewing')
  const watch = await change(client, 'watchCreate', { title: `Watch ${mark}`, criteria: { kinds: ['HOUSE'] } }, 'watch')
  const visited = await visit({ mark, agent, client, deal })

  const rejection_reason = await change(
    admin,
    'rejectionReasonCreate',
    { text: `Too small ${mark}` },
    'rejectionReason',
  )
  const reasons = { reaction: 'REJECTED', rejectionReasonIds: [rejection_reason], text: `Too dark ${mark}` }
  await change(client, 'reactionSet', { propertyId: property, ...reasons }, 'property')
  await change(client, 'reactionSet', { propertyId: property, reaction: 'INTERESTED' }, 'property')
  await change(client, 'ratingSet', { propertyId: property, rating: 4 }, 'property')
  await change(client, 'favouriteAdd', { propertyId: property }, 'property')

  const hour = { startsAt: `${dayFromNow(20)}T10:00:00Z`, endsAt: `${dayFromNow(20)}T11:00:00Z` }
  const viewing_block = await change(
    agent,
    'viewingBlockCreate',
    { propertyId: property, ...hour, capacity: 9 },
    'block',
  )

  const ticket = await change(client, 'requestSubmit', { subject: `Subject ${mark}`, body: `Body ${mark}` }, 'request')
  await change(support, 'ticketReply', { ticketId: ticket, body: `Reply ${mark}` }, 'ticket')
  await change(support, 'ticketNoteAdd', { ticketId: ticket, body: `Note ${mark}` }, 'ticket')
  const viewer = await agent.ask<{ viewer: { agent: { id: string } } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  await change(support, 'ticketAssign', { ticketId: ticket, agentId: viewer.viewer.agent.id }, 'ticket')
  const members = { name: `Team ${mark}`, memberIds: [viewer.viewer.agent.id] }
  const team = await change(admin, 'teamCreate', members, 'team')
  await app.host.caughtUp()

  // A second session of the administrator's, which may end without ending what the test does.
  await staffLogIn(app, mark, email('admin'), password)
  const sessions = await admin.ask<{ sessions: { edges: { node: { id: string; isCurrent: boolean } }[] } }, object>(
    '{ sessions { edges { node { id isCurrent } } } }',
  )
  const session = sessions.sessions.edges.find(({ node }) => !node.isCurrent)!.node.id
  const api_key = await change(admin, 'apiKeyCreate', { name: `Key ${mark}`, scopes: ['CONTACTS_READ'] }, 'apiKey')
  const sign_on_instance = await change(admin, 'signOnInstanceCreate', provider(mark), 'instance')
  await linkAccount(app, { company, account, sign_on_instance })
  const parked_event = await parkSomething(app, admin, company, contact as ContactId)
  const { id: picture } = await pictureOf(admin)
  const { id: upload } = await uploaded(client)
  // Begun and never sent, so that they stay what they are whoever tries to use them.
  const photo_upload = await change(admin, 'propertyPhotoUploadCreate', { mediaType: 'image/png', bytes: 9 }, 'upload')
  const file = { name: `${mark}.pdf`, mediaType: 'application/pdf', bytes: 9 }
  const table_upload = await change(admin, 'propertyImportUploadCreate', { bytes: 9 }, 'upload')
  const { id: property_import } = await importTable(agent, 'reference\n')
  const own_photo_upload = await change(
    client,
    'viewingPhotoUploadCreate',
    { mediaType: 'image/png', bytes: 9 },
    'upload',
  )
  const sound = { mediaType: 'audio/ogg', bytes: 9 }
  const voice_note_upload = await change(client, 'viewingVoiceNoteUploadCreate', sound, 'upload')
  const request_upload = await change(client, 'attachmentUploadCreate', file, 'upload')
  const ticket_upload = await change(admin, 'attachmentUploadCreate', file, 'upload')
  const own = {
    ...visited,
    photo_upload,
    table_upload,
    property_import,
    own_photo_upload,
    voice_note_upload,
    request_upload,
    ticket_upload,
    picture,
    upload,
    contact,
    contact_note,
    account,
    client_account,
    agent: viewer.viewer.agent.id,
    team,
    property,
    photo,
    rejection_reason,
    deal,
    offer,
    viewing,
    watch,
    viewing_block,
    ticket,
    session,
    parked_event,
    api_key,
    sign_on_instance,
  }
  return { mark, admin, agent, support, client, own }
}

/** What an administrator says of a provider that is not there. */
export const provider = (mark: string) => ({
  name: `Instance ${mark}`,
  issuer: `http://127.0.0.1:9/${mark}`,
  clientId: `Client ${mark}`,
  clientSecret: `Secret ${mark}`,
  productUrl: `https://product.example.com/${mark}`,
})

/** A new property whose every text contains the mark; its id. */
export function makeProperty(by: Person, mark: string, count: number, timeZone = 'Europe/Amsterdam'): Promise<string> {
  const address = { street: `Street ${mark}`, postalCode: '1011 AB', city: `City ${mark}`, country: 'NL' }
  return change(
    by,
    'propertyCreate',
    {
      reference: `R-${mark}-${count}`,
      title: `Title ${mark} ${count}`,
      description: `Description ${mark}`,
      kind: 'HOUSE',
      price: { amount: 45_000_000, currency: 'EUR' },
      address,
      point: { latitude: 52.37, longitude: 4.89 },
      accessNotes: `Access ${mark}`,
      timeZone,
    },
    'property',
  )
}

/** Carries out a mutation that must succeed; the id of the thing in its payload. */
export async function change(by: Person, mutation: string, input: object, noun: string): Promise<string> {
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${inputType}!) {
    payload: ${mutation}(input: $input) { thing: ${noun} { id } userErrors { code message path } }
  }`
  type Answer = { payload: { thing: { id: string } | null; userErrors: readonly object[] } }
  const { payload } = await by.ask<Answer, object>(query, { input })
  if (!payload.thing) throw new Error(`${mutation} was refused: ${JSON.stringify(payload.userErrors)}`)
  return payload.thing.id
}

/** As if the account's person had signed on, for which a provider would be needed. */
async function linkAccount(app: App, ids: Readonly<Record<'company' | 'account' | 'sign_on_instance', string>>) {
  const { sql } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  const [company, account, instance] = Object.values(ids).map((id) => uuidOf(id as CompanyId))
  await sql`insert into accounts.sign_on_link
    values (${company!}, ${account!}, ${instance!}, 'subject', 'client@example.com', now(), now(), null)`
}

/** An event that accounts could not take in and that is not due for long, as nothing that is there fails by itself. */
async function parkSomething(app: App, by: Person, company: CompanyId, subject: ContactId): Promise<string> {
  const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const at = new Date()
  const event = {
    pos: 1_000_000,
    company,
    type: 'contact.merged',
    version: 1,
    subject,
    persons: [],
    data: {},
    at,
    by: null,
  }
  const delivery = { consumer: 'accounts.tests', source: 'contacts', epoch: 1, event } as const
  const failure = { attempts: 3, code: 'NOT_TODAY', nextTryInMs: 7 * 86_400_000 }
  await services.db.transaction((tx) => park(tx, delivery, failure))
  const { parkedEvents } = await by.ask<{ parkedEvents: { edges: { node: { id: string } }[] } }, object>(
    '{ parkedEvents { edges { node { id } } } }',
  )
  return parkedEvents.edges[0]!.node.id
}
