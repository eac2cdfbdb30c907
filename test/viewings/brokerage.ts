import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { startApp, type App } from '../support/app.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'

/** A company with its staff, in the whole product, at a time that the test sets. */
export interface Brokerage {
  readonly app: App
  readonly admin: Person
  /** Lets somebody of this role join and log in. */
  join(role: 'ADMIN' | 'AGENT' | 'SUPPORT'): Promise<Person>
  /** Makes a contact of this agent's; its id. */
  contact(of: Person): Promise<string>
  /** Makes a contact of this agent's a portal user who has logged in. */
  client(of: Person): Promise<{ readonly person: Person; readonly contactId: string }>
}

/** What has an id. */
export interface Id {
  readonly id: string
}

/** A connection, as far as it was selected. */
export interface Edges<Node = Id> {
  readonly edges: readonly { readonly node: Node }[]
}

/** A time as it is answered. */
export interface Time {
  readonly startsAt: string
  readonly endsAt: string
}

/** What a mutation says where it did nothing. */
export interface Refused {
  readonly userErrors: readonly {
    readonly code: string
    readonly path: readonly string[]
    readonly alternatives?: readonly Time[]
  }[]
}

/** What a mutation of viewings answers. */
export interface Answered extends Refused {
  readonly cursor: string | null
  readonly viewing: (Id & { readonly status: string }) | null
}

/** A viewing with its history. */
export interface Read extends Id {
  readonly status: string
  readonly outcome: string | null
  readonly version: number
  readonly history: Edges<{
    readonly change: string
    readonly byId: string | null
    readonly at: string
    readonly startsAt: string | null
    readonly version: number
  }>
}

/** Of access tokens: ten minutes (ACC-13). */
const TOKEN_LIFETIME = 10 * 60_000

const password = 'a lantern in the harbour'
let count = 0

/** The product, whose clock stands where `clock` says. */
export function openProduct(clock: { now: Date }): Promise<App> {
  return startApp({ now: () => clock.now })
}

export async function openBrokerage(app: App, clock: { now: Date }): Promise<Brokerage> {
  const handle = `company-${++count}`
  const accounts = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const email = `admin-${handle}@example.com`
  const administrator = { email, firstName: 'Ada', lastName: 'Min', language: 'en' }
  const founding = { company: { name: handle, handle }, administrator, password }
  const { portalKey } = await foundCompany(accounts.services.db, founding as never, clock.now)
  const logIn = () => staffLogIn(app, handle, email, password)
  const admin = lasting(clock, await logIn(), logIn)

  async function contact(of: Person, address?: string): Promise<string> {
    const input = { firstName: 'Kim', lastName: `Doe ${++count}`, emails: address ? [address] : [] }
    const { contactCreate } = await of.ask<{ contactCreate: { contact: Id } }, object>(
      'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } } }',
      { input },
    )
    return contactCreate.contact.id
  }

  return {
    app,
    admin,
    contact,
    async join(role) {
      const address = `staff-${++count}@example.com`
      const input = { email: address, firstName: 'Robin', lastName: 'Staff', role }
      await admin.ask(
        'mutation ($input: AgentInviteInput!) { agentInvite(input: $input) { agent { id } userErrors { code } } }',
        { input },
      )
      const temporary = await mailedPassword(app, address)
      const blocked = await staffLogIn(app, handle, address, temporary)
      const joined = await changePassword(blocked, temporary, password)
      return lasting(clock, joined, () => staffLogIn(app, handle, address, password))
    },
    async client(of) {
      const address = `client-${++count}@example.com`
      const contactId = await contact(of, address)
      await of.ask(
        `mutation ($contactId: ID!) {
          portalAccountCreate(input: { contactId: $contactId }) { portalAccount { id } userErrors { code } }
        }`,
        { contactId },
      )
      const temporary = await mailedPassword(app, address)
      const blocked = await clientLogIn(app, portalKey, address, temporary)
      const entered = await changePassword(blocked, temporary, password)
      const logIn = () => clientLogIn(app, portalKey, address, password)
      return { person: lasting(clock, entered, logIn), contactId }
    },
  }
}

/** Somebody who logs in again when a test's clock has passed the life of their access token. */
function lasting(clock: { now: Date }, first: Person, logIn: () => Promise<Person>): Person {
  let person = first
  let since = clock.now
  let renewing: Promise<Person> | null = null
  async function current(): Promise<Person> {
    if (clock.now.getTime() - since.getTime() < TOKEN_LIFETIME) return person
    renewing ??= logIn()
    person = await renewing
    renewing = null
    since = clock.now
    return person
  }
  return {
    url: first.url,
    get token() {
      return person.token
    },
    send: async (document, variables) => (await current()).send(document, variables),
    ask: async (document, variables) => (await current()).ask(document, variables),
    follow: (document, variables) => person.follow(document, variables),
    followSse: (document, variables, language) => person.followSse(document, variables, language),
  }
}

/** A new property in Lisbon, or in the zone given; its id. */
export async function makeProperty(by: Person, timeZone = 'Europe/Lisbon'): Promise<string> {
  const input = {
    reference: `R-${++count}`,
    title: 'House by the river',
    kind: 'HOUSE',
    price: { amount: 45_000_000_00, currency: 'EUR' },
    address: { street: 'Rua 1', city: 'Lisboa', country: 'PT' },
    timeZone,
  }
  const { propertyCreate } = await by.ask<{ propertyCreate: { property: Id } }, object>(
    'mutation ($input: PropertyCreateInput!) { propertyCreate(input: $input) { property { id } userErrors { code } } }',
    { input },
  )
  return propertyCreate.property.id
}

/** Offers properties to a contact in a new deal; the ids of the offers. */
export async function offer(by: Person, contactId: string, propertyIds: readonly string[]): Promise<string[]> {
  const { dealCreate } = await by.ask<{ dealCreate: { deal: Id } }, object>(
    'mutation ($contactId: ID!) { dealCreate(input: { contactId: $contactId }) { deal { id } userErrors { code } } }',
    { contactId },
  )
  const offers: string[] = []
  for (const propertyId of propertyIds) {
    const { offerCreate } = await by.ask<{ offerCreate: { offer: Id } }, object>(
      `mutation ($input: OfferCreateInput!) { offerCreate(input: $input) { offer { id } userErrors { code } } }`,
      { input: { dealId: dealCreate.deal.id, propertyId } },
    )
    offers.push(offerCreate.offer.id)
  }
  return offers
}

const shown = `
  viewing { id status startsAt endsAt outsidePreferred version reason cancelledAt outcome preferredDates { date from to } proposal { startsAt endsAt at } agent { id } }
  userErrors { __typename code path ... on SlotTaken { alternatives { startsAt endsAt } } }`

type ViewingMutation =
  | 'Request'
  | 'Book'
  | 'Confirm'
  | 'Reschedule'
  | 'Reject'
  | 'Cancel'
  | 'Complete'
  | 'MarkNoShow'
  | 'Propose'
  | 'ProposalDecline'
  | 'DatesAdd'
  | 'Reassign'

/** A mutation of viewings by its name: `viewing` and `userErrors` as answered. */
export async function mutate(by: Person, name: ViewingMutation, input: object): Promise<Answered> {
  const data = await by.ask<Record<string, Answered>, object>(
    `mutation ($input: Viewing${name}Input!) { viewing${name}(input: $input) { cursor ${shown} } }`,
    { input },
  )
  return data[`viewing${name}`]!
}

/** One viewing as its reader sees it. */
export async function read(by: Person, id: string): Promise<Read | null> {
  const { viewing } = await by.ask<{ viewing: Read | null }, object>(
    `query ($id: ID!) { viewing(id: $id) {
      id status outcome version property { id } contact { id } agent { id }
      history { edges { node { change byId at startsAt reason version } } }
    } }`,
    { id },
  )
  return viewing
}

/** The code and path of the one refusal. */
export function refusal({ userErrors }: Refused): string {
  return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join('; ')
}

/** The ids of what a list shows, in its order. */
export function idsOf({ edges }: Edges): string[] {
  return edges.map(({ node }) => node.id)
}

/** Gives a contact of this person's, or of anybody's for an administrator, to another agent. */
export async function assign(by: Person, contactId: string, to: Person): Promise<string> {
  const responsibleAgentId = await agentIdOf(to)
  await by.ask('mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { userErrors { code } } }', {
    input: { contactId, responsibleAgentId },
  })
  return responsibleAgentId
}

/** The agent's id of a member of staff. */
export async function agentIdOf(staff: Person): Promise<string> {
  const { viewer } = await staff.ask<{ viewer: { agent: Id } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } } } }',
  )
  return viewer.agent.id
}
