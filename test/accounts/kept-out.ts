import { expect } from 'vitest'
import { activate } from '../../subgraphs/accounts/activation/commands.ts'
import { createForContact } from '../../subgraphs/accounts/portal-account/portal-account.ts'
import { insertAccount, readAccount, saveAccount } from '../../subgraphs/accounts/portal-account/repository.ts'
import type { PortalAccountRow } from '../../subgraphs/accounts/portal-account/tables.ts'
import { lockStreak, saveStreak } from '../../subgraphs/accounts/lockout/repository.ts'
import { hashOf } from '../../subgraphs/accounts/password/hashing.ts'
import { chosen } from '../../subgraphs/accounts/password/password.ts'
import { savePassword } from '../../subgraphs/accounts/password/repository.ts'
import type { PasswordRow } from '../../subgraphs/accounts/password/tables.ts'
import { begin } from '../../subgraphs/accounts/second-factor/second-factor.ts'
import { insertFactor } from '../../subgraphs/accounts/second-factor/repository.ts'
import { saveLink } from '../../subgraphs/accounts/sign-on/repository.ts'
import { insertInstance } from '../../subgraphs/accounts/sign-on-instance/repository.ts'
import { insertPortalKey } from '../../subgraphs/accounts/portal-key/repository.ts'
import type { Check } from '../../subgraphs/accounts/diagnosis/diagnosis.ts'
import type { Tx } from '../../subgraphs/kernel/db.ts'
import { idFrom, newId, type AccountId, type AgentId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import type { SignOnInstanceId } from '../../subgraphs/accounts/sign-on-instance/tables.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { transact } from '../../subgraphs/kernel/transaction.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { behindProxy, from } from './doors.ts'
import { openOffice, ownPassword, type Office } from './office.ts'

/** Somebody who stands before the portal's door, at a device of their own. */
export interface Comer {
  readonly email: string
  readonly address: string
  readonly device: Person
  portalKey: string
  password: string
  /** Theirs, where there is one. */
  accountId: AccountId | null
  /** The contact whom staff know by this address, where they do. */
  contactId: string | null
}

/** An office whose portal has terms, an instance to sign on by and a key that is retired, and whom comers are put into. */
export interface Street {
  readonly office: Office
  /** Somebody whom all of these keep out. */
  comer(...names: readonly string[]): Promise<Comer>
  stop(): Promise<void>
}

const RETIRED = 'a-key-of-long-ago'

/** What makes the state of a comer, within what there is. */
interface Scene {
  readonly services: Services
  readonly office: Office
  readonly company: CompanyId
  readonly owner: AgentId
  readonly instance: SignOnInstanceId
  readonly hash: string
  save<T>(change: (tx: Tx) => Promise<T>): Promise<T>
}

/** One thing that keeps somebody out, or from working. */
export interface State {
  /** Of one kind only one can be. */
  readonly kind: 'portal' | 'key' | 'account' | 'door' | 'lock' | 'factor' | 'password' | 'terms' | 'instance'
  /** What must be there for it. */
  readonly of: 'nothing' | 'account' | 'active account'
  readonly finds: readonly Check[]
  /** Whether the right password lets them in all the same. */
  readonly letsIn?: boolean
  readonly bringAbout: (comer: Comer, scene: Scene) => Promise<unknown>
}

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

const drafted = { status: 'DRAFT', contactId: null, ownerId: null, via: 'REGISTRATION' } as const

async function account(
  comer: Comer,
  { company, owner, hash, save }: Scene,
  change: Partial<PortalAccountRow> = {},
): Promise<void> {
  const { email } = comer
  const contact = { firstName: 'Kim', lastName: 'Comes', emails: [email], language: 'en', responsibleAgent: null }
  const id = newId('account')
  const made = createForContact(company, id, { id: newId('contact'), ...contact }, email, owner, ago(48)).account
  await save(async (tx) => {
    await insertAccount(tx, { ...made, termsVersion: 1, ...change })
    await savePassword(tx, chosen(company, id, hash, ago(48)))
  })
  comer.accountId = id
}

async function contact(comer: Comer, { office }: Scene, ...others: readonly string[]): Promise<void> {
  const input = { lastName: 'Known', emails: [comer.email, ...others] }
  comer.contactId = await office.contact(office.admin, input)
}

const changed =
  (change: () => Partial<PortalAccountRow>) =>
  ({ accountId }: Comer, { company, save }: Scene) =>
    save((tx) => saveAccount(tx, company, accountId!, change()))
const password =
  (change: () => Partial<PasswordRow>) =>
  (comer: Comer, { company, hash, save }: Scene) =>
    save((tx) => savePassword(tx, { ...chosen(company, comer.accountId!, hash, ago(48)), ...change() }))

/** Everything that a diagnosis can find. */
export const states = {
  'the portal is off': {
    ...{ kind: 'portal', of: 'nothing', finds: ['PORTAL_ON'], letsIn: true },
    bringAbout: (_, { office }) =>
      office.admin.ask('mutation { portalSettingsUpdate(input: { isOn: false }) { userErrors { code } } }'),
  },
  'the key is retired': {
    ...{ kind: 'key', of: 'nothing', finds: ['PORTAL_KEY'] },
    bringAbout: async (comer) => (comer.portalKey = RETIRED),
  },
  'the key is unknown': {
    ...{ kind: 'key', of: 'nothing', finds: ['PORTAL_KEY'] },
    bringAbout: async (comer) => (comer.portalKey = 'nobodys-key'),
  },
  'nobody has the address': {
    ...{ kind: 'account', of: 'nothing', finds: ['ACCOUNT_EXISTS'] },
    bringAbout: async () => {},
  },
  'a contact without account has it': {
    ...{ kind: 'account', of: 'nothing', finds: ['ACCOUNT_EXISTS'] },
    bringAbout: contact,
  },
  'it is not verified, of nobody’s contact': {
    ...{ kind: 'account', of: 'nothing', finds: ['EMAIL_VERIFIED', 'ACTIVE'] },
    bringAbout: (comer, scene) => account(comer, scene, drafted),
  },
  'it is not verified, of a contact': {
    ...{ kind: 'account', of: 'nothing', finds: ['EMAIL_VERIFIED', 'ACTIVE'] },
    async bringAbout(comer, scene) {
      await contact(comer, scene)
      await account(comer, scene, drafted)
    },
  },
  'approval is awaited': {
    ...{ kind: 'account', of: 'nothing', finds: ['APPROVED', 'ACTIVE'] },
    bringAbout: (comer, scene) =>
      account(comer, scene, { ...drafted, verifiedAt: ago(2), awaitingApprovalSince: ago(2) }),
  },
  'it is in review, as its contact has an account': {
    ...{ kind: 'account', of: 'nothing', finds: ['ACTIVE'] },
    async bringAbout(comer, scene) {
      const other = { ...comer, email: `other-${comer.email}` }
      await contact(comer, scene, other.email)
      await account(other, scene, { contactId: comer.contactId as never })
      const review = 'ALREADY_HAS_ACCOUNT'
      await account(comer, scene, { ...drafted, verifiedAt: ago(2), review, reviewerId: scene.owner })
    },
  },
  'its lead was rejected': {
    ...{ kind: 'account', of: 'nothing', finds: ['NOT_DISABLED'] },
    async bringAbout(comer, scene) {
      const { services, office, company } = scene
      await account(comer, scene, { ...drafted, verifiedAt: ago(2) })
      const { contactId } = (await activate(services, company, comer.accountId!))!
      await office.admin.ask(
        'mutation ($id: ID!) { contactReview(input: { contactId: $id, decision: REJECT }) { userErrors { code } } }',
        { id: contactId },
      )
      await eventually(async () =>
        expect((await readAccount(services.db, company, comer.accountId!))!.disabledAt).not.toBeNull(),
      )
      comer.contactId = contactId
    },
  },
  'it is disabled': {
    ...{ kind: 'door', of: 'active account', finds: ['NOT_DISABLED'] },
    bringAbout: changed(() => ({ disabledAt: ago(1) })),
  },
  'it is locked': {
    ...{ kind: 'lock', of: 'account', finds: ['NOT_LOCKED'] },
    bringAbout: ({ accountId, address }, { company, save }) =>
      save(async (tx) => {
        const until = new Date(Date.now() + 59_000)
        await saveStreak(tx, { ...(await lockStreak(tx, company, accountId!, address, until)), failures: 20 })
      }),
  },
  'a second factor is asked for': {
    ...{ kind: 'factor', of: 'active account', finds: ['SECOND_FACTOR_NOT_ASKED'], letsIn: true },
    bringAbout: ({ accountId }, { company, save }) =>
      save((tx) => insertFactor(tx, { ...begin(company, accountId!, 'sealed', ago(1)), confirmedAt: ago(1) })),
  },
  'the password is to be changed': {
    ...{ kind: 'password', of: 'active account', finds: ['PASSWORD_CHANGE_NOT_DUE'], letsIn: true },
    bringAbout: password(() => ({ changeRequiredAt: ago(1) })),
  },
  'the mailed password is over': {
    ...{ kind: 'password', of: 'active account', finds: ['TEMPORARY_PASSWORD_VALID'] },
    bringAbout: password(() => ({ temporaryUntil: ago(1) })),
  },
  'the terms are not accepted': {
    ...{ kind: 'terms', of: 'active account', finds: ['TERMS_ACCEPTED'], letsIn: true },
    bringAbout: changed(() => ({ termsVersion: 0 })),
  },
  'they came by another instance': {
    ...{ kind: 'instance', of: 'active account', finds: ['RIGHT_INSTANCE'], letsIn: true },
    bringAbout: ({ accountId, email }, { company, instance, save }) => {
      const link = { companyId: company, accountId: accountId!, instanceId: instance, subject: email, email }
      return save((tx) => saveLink(tx, { ...link, linkedAt: ago(24), usedAt: ago(24), refusedAt: ago(1) }))
    },
  },
} as const satisfies Readonly<Record<string, State>>

export type StateName = keyof typeof states
export const stateNames = Object.keys(states) as StateName[]
export const stateOf = (name: StateName): State => states[name]

/** Whether two states can be of one person at the same time. */
export function canBeBoth(one: State, other: State): boolean {
  if (one.kind === other.kind) return false
  const [account, needy] = one.kind === 'account' ? [one, other] : [other, one]
  if (account.kind !== 'account' || needy.of === 'nothing') return true
  return needy.of === 'account' && !account.finds.includes('ACCOUNT_EXISTS')
}

export async function openStreet(): Promise<Street> {
  const office = await openOffice('harbour-homes', behindProxy)
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const [row] = await services.sql<{ id: string; owner: string }[]>`
    select company_id as id, administrator_id as owner from company`
  const company = idFrom('company', row!.id)
  const scene: Scene = {
    ...{ services, office, company, owner: idFrom('agent', row!.owner), instance: newId('sign_on_instance') },
    hash: await hashOf(ownPassword),
    save: (change) => transact(services.db, services.constraints, change),
  }
  await scene.save(async (tx) => {
    await insertPortalKey(tx, { key: RETIRED, companyId: company, createdAt: ago(9), retiredAt: ago(8) })
    await insertInstance(tx, {
      ...{ companyId: company, id: scene.instance, name: 'Main', issuer: 'https://id.example.com', clientId: 'portal' },
      ...{ sealedSecret: 'sealed', productUrl: 'https://example.com/', isMain: true, isEnabled: true },
      ...{ createdAt: ago(9), version: 1 },
    })
  })
  await office.admin.ask(
    `mutation { termsPublish(input: { texts: [{ language: "en", title: "Terms", body: "Be kind." }], isRequired: true }) {
      userErrors { code } } }`,
  )
  let count = 0
  return {
    office,
    async comer(...names) {
      const address = `10.1.${count >> 8}.${count & 255}`
      const [email, device] = [`comer-${count++}@example.com`, from(office, address)]
      const rest = { portalKey: office.portalKey, password: ownPassword, accountId: null, contactId: null }
      const comer: Comer = { email, address, device, ...rest }
      const wanted = names.map((name) => stateOf(name as StateName))
      if (!wanted.some(({ kind }) => kind === 'account')) await account(comer, scene)
      for (const { kind, bringAbout } of wanted) if (kind === 'account') await bringAbout(comer, scene)
      for (const { kind, bringAbout } of wanted) if (kind !== 'account') await bringAbout(comer, scene)
      return comer
    },
    stop: () => office.stop(),
  }
}
