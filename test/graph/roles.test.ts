import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getNamedType, isLeafType, isObjectType, type GraphQLEnumType, type GraphQLField } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extents } from '../../gateway/features.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { startApp, type App } from '../support/app.ts'
import { person, type Answer, type Person } from '../support/person.ts'
import { fillCompany, type Company } from './support/company.ts'
import { rootRequest, type IdPlace } from './support/ids.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))

type Who = 'visitor' | 'client' | 'SUPPORT' | 'AGENT' | 'ADMIN' | 'key'
/** Why somebody is refused, by `extensions.reason`, or by the code where there is no reason; who is not named is not. */
type Refused = Partial<Record<Who, string>>

const members: Refused = { visitor: 'UNAUTHENTICATED' }
const staff: Refused = { ...members, client: 'STAFF_ONLY' }
const clients: Refused = {
  ...members,
  SUPPORT: 'CLIENTS_ONLY',
  AGENT: 'CLIENTS_ONLY',
  ADMIN: 'CLIENTS_ONLY',
  key: 'CLIENTS_ONLY',
}
const clientsAndTheirAgents: Refused = { ...members, SUPPORT: 'ROLE' }
const agents: Refused = { ...staff, SUPPORT: 'ROLE' }
const administrators: Refused = { ...agents, AGENT: 'ROLE' }
const everybody: Refused = {}
/** An ADMIN’s API key with every scope may do what the ADMIN may, but nothing about how people and keys come in, nor what reaches all parts. */
const inPerson = (refused: Refused): Refused => ({ ...refused, key: 'PEOPLE_ONLY' })

/** FEATURES' table of who may do what, operation by operation; what is seen of each is another matter. */
const rules: Readonly<Record<string, Refused>> = {
  // One thing by its id: null for whoever may not see it.
  ...all(
    everybody,
    'agent apiKey clientAccount contact contactNote deal offer portal portalAccount property propertyImport request ticket viewing viewingBlock watch node nodes team viewer',
  ),
  ...all(inPerson(everybody), 'companyFound staffLogIn clientLogIn sessionRefresh'),
  ...all(agents, 'portalAccountApprove portalAccountDecline passwordAccessGive'),
  ...all(inPerson(everybody), 'registrationStart registrationResend registrationVerify registrationComplete'),
  ...all(inPerson(everybody), 'signOnStart signOnComplete secondFactorVerify'),
  ...all(inPerson(members), 'secondFactorStart secondFactorConfirm secondFactorDelete'),
  ...all(inPerson(administrators), 'secondFactorReset'),
  ...all(inPerson(agents), 'signOnUnlink'),
  ...all(inPerson(administrators), 'signOnInstanceCreate signOnInstanceUpdate signOnInstanceDelete'),
  ...all(
    inPerson(everybody),
    'passwordResetStart staffPasswordResetStart passwordResetResend passwordResetComplete loginLinkRequest loginLinkUse',
  ),
  ...all(inPerson(members), 'sessions sessionEnd sessionEndAll passwordChange'),
  ...all(members, 'terms'),
  ...all(staff, 'loginDiagnosis'),
  ...all(staff, 'termsVersions'),
  ...all(administrators, 'termsPublish'),
  ...all(inPerson(agents), 'clientViewStart'),
  ...all(clients, 'termsAccept profileDeletionStart profileDeletionComplete'),
  ...all(members, 'properties rejectionReasons ticketStatusChanged ticketUpdated'),
  ...all(members, 'pictureUploadCreate pictureSet pictureDelete attachmentUploadCreate'),
  ...all(inPerson(staff), 'agentUpdate'),
  ...all(staff, 'agents teams contacts portalAccounts tickets ticketAssign ticketNoteAdd ticketReply ticketStatusSet'),
  ...all(clients, 'reactionSet reactionClear ratingSet ratingClear favouriteAdd favouriteRemove'),
  ...all(clients, 'requests requestSubmit requestReply requestSolve viewingRequest viewingPropose'),
  ...all(clients, 'viewingNoteAdd viewingNoteUpdate viewingNoteDelete viewingPhotoUploadCreate viewingPhotoAdd'),
  ...all(clients, 'viewingPhotoDelete viewingVoiceNoteUploadCreate viewingVoiceNoteAdd viewingVoiceNoteDelete'),
  ...all(clientsAndTheirAgents, 'watches watchCreate watchUpdate watchPause watchResume watchDelete'),
  ...all(clientsAndTheirAgents, 'deals offers offerGroups viewings viewingCancel viewingDatesAdd viewingChanged'),
  ...all(clientsAndTheirAgents, 'viewingFeedbackGive'),
  ...all(inPerson(clientsAndTheirAgents), 'calendarFeed calendarFeedCreate calendarFeedDelete'),
  ...all(staff, 'portalAccountDisable portalAccountPasswordChangeRequire'),
  ...all(
    agents,
    'contactCreate contactAssign portalAccountCreate portalInvitationResend portalAccountEnable propertyCreate',
  ),
  ...all(agents, 'contactReview contactMerge contactNoteAdd contactNoteUpdate contactNoteDelete'),
  ...all(agents, 'propertyPhotoUploadCreate propertyPhotoAdd propertyPhotoUpdate propertyPhotosReorder'),
  ...all(
    agents,
    'propertyPhotoDelete propertyUpdate propertyWithdraw propertyRestore propertyImportUploadCreate propertyImportStart viewingSettings',
  ),
  ...all(agents, 'dealCreate offerCreate offerWithdraw viewingBook viewingConfirm viewingReject viewingReschedule'),
  ...all(agents, 'viewingArrange'),
  ...all(agents, 'viewingBlockCreate viewingBlockCancel'),
  ...all(agents, 'availabilitySet availabilityExceptionSet availabilityExceptionDelete'),
  ...all(agents, 'dealUpdate dealClose dealReopen dealClientChangesSee'),
  ...all(administrators, 'rejectionReasonCreate rejectionReasonUpdate rejectionReasonRetire'),
  ...all(agents, 'viewingComplete viewingMarkNoShow viewingProposalDecline viewingReassign'),
  ...all(inPerson(administrators), 'agentInvitationResend agentRoleChange agentLeave agentReturn administratorAppoint'),
  ...all(administrators, 'teamCreate teamUpdate teamDelete'),
  ...all(clients, 'profileUpdate emailChangeStart emailChangeResend emailChangeComplete'),
  ...all(inPerson(agents), 'portalAccountUpdate'),
  ...all(staff, 'clientAccounts'),
  ...all(agents, 'clientAccountCreate clientAccountUpdate'),
  ...all(inPerson(administrators), 'agentInvite apiKeys apiKeyCreate apiKeyUpdate apiKeyRevoke'),
  ...all(administrators, 'portalSettings portalSettingsUpdate portalKeyRotate portalKeyRetire viewingSettingsUpdate'),
  ...all(inPerson(administrators), 'parkedEvents parkedEventRetry parkedEventSkip consumerReplay'),
}

/** What clients may do whichever parts of the portal they have; all else that is open to them stands in `extents` (ACC-24). */
const ofNoFeature = new Set(
  [
    'agent apiKey clientAccount contact contactNote node nodes portal portalAccount propertyImport team viewer terms termsAccept',
    'companyFound staffLogIn clientLogIn sessionRefresh sessions sessionEnd sessionEndAll passwordChange',
    'registrationStart registrationResend registrationVerify registrationComplete signOnStart signOnComplete',
    'passwordResetStart staffPasswordResetStart passwordResetResend passwordResetComplete loginLinkRequest loginLinkUse',
    'secondFactorVerify secondFactorStart secondFactorConfirm secondFactorDelete',
    'pictureSet pictureDelete profileUpdate emailChangeStart emailChangeResend emailChangeComplete',
  ].flatMap((fields) => fields.split(' ')),
)

const staffOnly: Refused = { client: 'STAFF_ONLY' }
const notForSupport: Refused = { SUPPORT: 'ROLE' }
/** It is null, as if there were nothing. */
const hiddenFromClients: Refused = { client: 'hidden' }
const forAdministrators: Refused = { client: 'hidden', AGENT: 'hidden', SUPPORT: 'hidden', key: 'hidden' }

/** The fields that not everybody is shown who sees what they belong to; one that is new and such stands here. */
const fieldRules: Readonly<Record<string, Refused>> = {
  ...all(
    staffOnly,
    'Agent.assignedTickets Agent.contacts Agent.teams Contact.activities Contact.notes Contact.tickets',
  ),
  ...all(staffOnly, 'Contact.doNotContact Contact.review Contact.source'),
  ...all(staffOnly, 'Deal.clientChange Deal.clientChanges Viewing.arrangements'),
  ...all({ ...staffOnly, ...notForSupport }, 'Agent.availability Agent.calendar'),
  ...all({ ...staffOnly, ...notForSupport }, 'Contact.interactions Contact.likedProperties'),
  ...all(notForSupport, 'Contact.deals Contact.viewings Contact.watches PortalAccount.favouriteProperties'),
  ...all(notForSupport, 'Property.blocks ViewingBlock.viewings'),
  ...all(hiddenFromClients, 'Agent.email Agent.role Agent.version PortalAccount.passwordState Property.accessNotes'),
  ...all(forAdministrators, 'Agent.signIns'),
}

function all(refused: Refused, fields: string): Record<string, Refused> {
  return Object.fromEntries(fields.split(' ').map((field) => [field, refused]))
}

let app: App
let company: Company
let askers: Readonly<Record<Who, Person>>
/** An API key without any scope of accounts, in which all stands that is for people only. */
let narrow: Person
beforeAll(async () => {
  app = await startApp()
  company = await fillCompany(app, 'wombatwombat')
  const { client, support, agent, admin } = company
  const key = await keyOf(admin)
  narrow = await keyOf(admin, ['TICKETS_READ'])
  askers = { visitor: person(app.url), client, SUPPORT: support, AGENT: agent, ADMIN: admin, key }
}, 60_000)
afterAll(() => app?.stop())

const everyScope = (schema.getType('ApiKeyScope') as GraphQLEnumType).getValues().map(({ name }) => name)

/** An API key that acts for somebody. */
async function keyOf(by: Person, scopes: readonly string[] = everyScope): Promise<Person> {
  const query = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret } }`
  const input = { name: 'A program', scopes }
  const { apiKeyCreate } = await by.ask<{ apiKeyCreate: { secret: string } }, object>(query, { input })
  return person(app.url, apiKeyCreate.secret)
}

describe('what is shown of what one sees (ACC-27)', () => {
  it('is the same for all but these fields, each with its rule', async () => {
    const found: Record<string, Refused> = {}
    for (const id of Object.values(company.own)) {
      const seen = await seenOf(id)
      const whole = seen.get('ADMIN')
      for (const [who, { type, fields }] of seen) {
        for (const [field, { value, reason }] of fields) {
          const isHidden = value === null && whole?.type === type && whole.fields.get(field)?.value != null
          const why = reason ?? (isHidden ? 'hidden' : null)
          if (why) (found[`${type}.${field}`] ??= {})[who] = why
        }
      }
    }
    expect(found).toEqual(fieldRules)
  })
})

describe('who may do what (ACC-27, ACC-29)', () => {
  const operations = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const
  const fields = operations
    .flatMap(([operation, root]) =>
      Object.values(root!.getFields()).map((field) => ({ operation, field, name: field.name })),
    )
    // The one that ends everybody's session comes last.
    .sort((one, other) => Number(one.name === 'sessionEndAll') - Number(other.name === 'sessionEndAll'))

  it('is said for every operation there is, and for no other', () => {
    expect(Object.keys(rules).sort()).toEqual(fields.map(({ name }) => name).sort())
  })

  it('is decided for every operation of clients: it is of a part of the portal, or of none (ACC-24)', () => {
    const ofFeatures = Object.values(extents).flatMap(({ rootFields }) => rootFields)
    const open = Object.keys(rules).filter((name) => rules[name]!.client === undefined)
    expect([...new Set([...ofFeatures, ...ofNoFeature])].sort()).toEqual(open.sort())
    expect(ofFeatures.filter((name) => ofNoFeature.has(name))).toEqual([])
  })

  it('is not said to lack a scope where no scope would help: that is for people (ACC-29)', async () => {
    for (const { operation, field, name } of fields) {
      if (rules[name]?.key !== 'PEOPLE_ONLY') continue
      expect([name, refusalOf(await answer(narrow, operation, field))]).toEqual([name, 'PEOPLE_ONLY'])
    }
  })

  it.each(fields)('$operation $name', async ({ operation, field, name }) => {
    const found: Refused = {}
    for (const [who, asker] of Object.entries(askers) as [Who, Person][]) {
      const refusal = refusalOf(await answer(asker, operation, field))
      if (refusal) found[who] = refusal
    }
    expect(found).toEqual(rules[name])
  })
})

interface Seen {
  readonly type: string
  readonly fields: ReadonlyMap<string, { readonly value: unknown; readonly reason: string | null }>
}

/** What each asker who sees a thing is shown of it, field by field. */
async function seenOf(id: string): Promise<Map<Who, Seen>> {
  const seen = new Map<Who, Seen>()
  for (const [who, asker] of Object.entries(askers) as [Who, Person][]) {
    const named = await asker.send<{ node: { __typename: string } | null }, object>(
      'query ($id: ID!) { node(id: $id) { __typename } }',
      { id },
    )
    const type = named.data?.node?.__typename
    if (!type) continue
    const { data, errors = [] } = await asker.send<{ node: Record<string, unknown> | null }, object>(
      `query ($id: ID!) { node(id: $id) { ... on ${type} { ${selectable(type).join(' ')} } } }`,
      { id },
    )
    const reasons = new Map(
      errors.map(({ path = [], extensions = {} }) => [
        String(path[1]),
        String(extensions['reason'] ?? extensions['code']),
      ]),
    )
    const fields = Object.entries(data?.node ?? {}).map(
      ([field, value]) => [field, { value, reason: reasons.get(field) ?? null }] as const,
    )
    seen.set(who, { type, fields: new Map(fields) })
  }
  return seen
}

/** Every field of a type that needs no argument, with the least that can be asked of it. */
function selectable(name: string): string[] {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`${name} is no type of things.`)
  return Object.values(type.getFields())
    .filter(({ args }) => !args.some((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined))
    .map((field) => (isLeafType(getNamedType(field.type)) ? field.name : `${field.name} { __typename }`))
}

/** The answer to an operation whose every id is unknown, so that it depends on who asks alone and changes little. */
async function answer(asker: Person, operation: IdPlace['operation'], field: GraphQLField<unknown, unknown>) {
  const { query: text, variables } = rootRequest(schema, operation, field, () => newId('contact'))
  // Without an id it would end the asker's own session, and nothing more could be asked.
  const query = text.replace('sessionEnd(input: {})', `sessionEnd(input: { sessionId: "${newId('session')}" })`)
  if (operation !== 'subscription') return asker.send<unknown, object>(query, variables)
  const stream = asker.follow<unknown, object>(query, variables)
  const refused = stream.ended.then((errors) => ({ errors }) as Answer<unknown>)
  const first = await Promise.race([stream.next().catch(() => refused), refused])
  stream.cut()
  return first
}

/** Why the operation itself was refused; what is refused of its answer's fields does not count. */
function refusalOf({ errors }: Answer<unknown>): string | null {
  const refusal = errors?.find(({ path = [] }) => path.length <= 1)
  return refusal ? String(refusal.extensions?.['reason'] ?? refusal.extensions?.['code']) : null
}
