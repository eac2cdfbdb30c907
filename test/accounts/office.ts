import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import type { Role } from '../../subgraphs/kernel/actor.ts'
import { startApp, type App, type AppOptions } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { readMails, temporaryPasswordIn } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'

/** The product with one founded company, and a clock that the test sets forward. */
export interface Office {
  readonly app: App
  readonly handle: string
  readonly portalKey: string
  readonly visitor: Person
  readonly admin: Person
  /** A new session of a member of staff, since access tokens expire as the clock goes. */
  logIn(email?: string): Promise<Person>
  /** Sets the clock forward. */
  pass(time: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): void
  /** Invites somebody, who logs in and chooses a password. */
  staff(role: Role, email: string): Promise<Person>
  /** Somebody's contact. */
  contact(by: Person, input: object): Promise<string>
  /** An account for a new contact with this address; its mail is captured. `contact` says more of them. */
  invite(
    by: Person,
    email: string,
    contact?: object,
  ): Promise<{ readonly accountId: string; readonly contactId: string }>
  /** Such a client, logged in with a password of their own. */
  client(by: Person, email: string, contact?: object): Promise<Person & { readonly accountId: string }>
  /** The temporary password of the newest of this many mails to an address. */
  mailed(email: string, count?: number): Promise<string>
  /** Founds another company on the same product and logs its administrator in. */
  found(handle: string): Promise<{ readonly admin: Person; readonly portalKey: string }>
  stop(): Promise<void>
}

/** A session's tokens, as `session` in the documents below. */
export interface Tokens {
  readonly id: string
  readonly accessToken: string
  readonly accessTokenExpiresAt: string
  readonly refreshToken: string
  readonly expiresAt: string
}

export interface SessionPayload {
  readonly session: Tokens | null
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: string[] | null }[]
}

/** Why a mutation did nothing. */
export interface Refused {
  readonly userErrors: readonly { readonly code: string; readonly path?: readonly string[] | null }[]
}

/** A list as GraphQL gives it. */
export interface List<Node> {
  readonly edges: readonly { readonly node: Node }[]
}

export const codes = ({ userErrors }: Refused): string[] => userErrors.map(({ code }) => code)

export const ownPassword = 'eleven quiet bicycles'
const adminEmail = 'admin@example.com'

const payload = `{ session { id accessToken accessTokenExpiresAt refreshToken expiresAt } userErrors { code message path } }`
const documents = {
  staffLogIn: `mutation ($input: StaffLogInInput!) { done: staffLogIn(input: $input) ${payload} }`,
  clientLogIn: `mutation ($input: ClientLogInInput!) { done: clientLogIn(input: $input) ${payload} }`,
  sessionRefresh: `mutation ($input: SessionRefreshInput!) { done: sessionRefresh(input: $input) ${payload} }`,
  passwordChange: `mutation ($input: PasswordChangeInput!) { done: passwordChange(input: $input) ${payload} }`,
}

/** One of the mutations that give a session. */
export async function open(by: Person, name: keyof typeof documents, input: object): Promise<SessionPayload> {
  return (await by.ask<{ done: SessionPayload }, object>(documents[name], { input })).done
}

/** The same for what must succeed: its tokens. */
export async function tokens(by: Person, name: keyof typeof documents, input: object): Promise<Tokens> {
  const { session, userErrors } = await open(by, name, input)
  if (!session) throw new Error(`No session was given: ${userErrors.map(({ code }) => code).join(', ')}.`)
  return session
}

export async function openOffice(handle = 'harbour-homes', options: AppOptions = {}): Promise<Office> {
  let passed = 0
  const now = () => new Date(Date.now() + passed)
  const app = await startApp({ ...options, now })
  const visitor = person(app.url)
  const accounts = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!

  async function found(handle: string) {
    const administrator = { email: adminEmail, firstName: 'Ada', lastName: 'Min' }
    const company = { name: `The ${handle}`, handle }
    const founding = { company, administrator, password: ownPassword }
    const { portalKey } = await foundCompany(accounts.services.db, founding, now())
    return { portalKey, admin: await logIn(handle, adminEmail) }
  }

  async function logIn(company: string, email: string) {
    const input = { company, email, password: ownPassword }
    return person(app.url, (await tokens(visitor, 'staffLogIn', input)).accessToken)
  }

  async function mailed(email: string, count = 1) {
    let found: string | undefined
    await eventually(async () => {
      const mails = (await readMails(app.dataDir)).filter(({ to }) => to === email)
      found = temporaryPasswordIn(mails[count - 1]?.text) ?? undefined
      if (!found) throw new Error(`There are ${mails.length} mails to ${email}.`)
    })
    return found!
  }

  async function choosePassword(blocked: Tokens, temporary: string) {
    const input = { currentPassword: temporary, newPassword: ownPassword }
    return person(app.url, (await tokens(person(app.url, blocked.accessToken), 'passwordChange', input)).accessToken)
  }

  const { admin, portalKey } = await found(handle)
  const office: Office = {
    app,
    handle,
    portalKey,
    visitor,
    admin,
    found,
    mailed,
    logIn: (email = adminEmail) => logIn(handle, email),
    pass({ hours = 0, minutes = 0, seconds = 0 }) {
      passed += ((hours * 60 + minutes) * 60 + seconds) * 1000
    },
    async staff(role, email) {
      const { agentInvite } = await admin.ask<{ agentInvite: Refused }, object>(
        'mutation ($input: AgentInviteInput!) { agentInvite(input: $input) { userErrors { code } } }',
        { input: { email, role, firstName: 'Robin', lastName: role } },
      )
      if (agentInvite.userErrors.length > 0) throw new Error(codes(agentInvite).join())
      const password = await mailed(email)
      return choosePassword(await tokens(visitor, 'staffLogIn', { company: handle, email, password }), password)
    },
    async contact(by, input) {
      const { contactCreate } = await by.ask<{ contactCreate: { contact: { id: string } } }, object>(
        'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } } }',
        { input },
      )
      return contactCreate.contact.id
    },
    async invite(by, email, contact = {}) {
      const contactId = await office.contact(by, { firstName: 'Kim', lastName: 'Doe', emails: [email], ...contact })
      const { portalAccountCreate } = await by.ask<{ portalAccountCreate: { portalAccount: { id: string } } }, object>(
        'mutation ($input: PortalAccountCreateInput!) { portalAccountCreate(input: $input) { portalAccount { id } } }',
        { input: { contactId } },
      )
      return { contactId, accountId: portalAccountCreate.portalAccount.id }
    },
    async client(by, email, contact) {
      const { accountId } = await office.invite(by, email, contact)
      const password = await mailed(email)
      const blocked = await tokens(visitor, 'clientLogIn', { portalKey, email, password })
      return { ...(await choosePassword(blocked, password)), accountId }
    },
    stop: () => app.stop(),
  }
  return office
}
