import type { Scope } from '../../subgraphs/kernel/actor.ts'
import type { AgentId, CompanyId } from '../../subgraphs/kernel/ids.ts'
import { change, fillCompany, type Company } from '../graph/support/company.ts'
import { startApp, type App } from '../support/app.ts'
import { person, type Person } from '../support/person.ts'
import type { Refused } from './office.ts'

/** What has an id. */
export interface Named {
  readonly id: string
}

/** What `apiKeyCreate` answers. */
export interface Made extends Refused {
  readonly apiKey: (Named & { readonly prefix: string; readonly expiresAt: string }) | null
  readonly secret: string | null
  readonly cursor: string | null
}

/** A company in the whole product whose programs come with API keys, and a clock that the test sets forward. */
export interface Workshop {
  readonly app: App
  readonly company: Company
  readonly companyId: CompanyId
  readonly adminId: AgentId
  now(): Date
  /** Sets the clock forward. */
  pass(ms: number): void
  /** The administrator has a key made; with a name if none is given. */
  make(input: object): Promise<Made>
  /** A program with a key of these scopes. */
  program(...scopes: Scope[]): Promise<Program>
  revoke(apiKeyId: string): Promise<unknown>
}

/** Who comes with a key; the id is the key's. */
export type Program = Person & Named

export const MARK = 'wombatwombat'

export const allScopes: readonly Scope[] = (['ACCOUNTS', 'CONTACTS', 'VIEWINGS', 'TICKETS'] as const).flatMap(
  (part): Scope[] => [`${part}_READ`, `${part}_WRITE`],
)

const CREATE = `mutation ($input: ApiKeyCreateInput!) {
  made: apiKeyCreate(input: $input) { apiKey { id prefix expiresAt } secret cursor userErrors { code path } } }`

export async function openWorkshop(): Promise<Workshop> {
  let passed = 0
  const now = () => new Date(Date.now() + passed)
  const app = await startApp({ now })
  const company = await fillCompany(app, MARK)
  const { viewer } = await company.admin.ask<{ viewer: { agent: Named; company: Named } }, object>(
    '{ viewer { ... on StaffViewer { agent { id } company { id } } } }',
  )
  const make = async (input: object) =>
    (await company.admin.ask<{ made: Made }, object>(CREATE, { input: { name: 'A program', ...input } })).made
  return {
    ...{ app, company, now, make },
    companyId: viewer.company.id as CompanyId,
    adminId: viewer.agent.id as AgentId,
    pass: (ms) => void (passed += ms),
    async program(...scopes) {
      const { apiKey, secret } = await make({ scopes })
      return { ...person(app.url, secret), id: apiKey!.id }
    },
    revoke: (apiKeyId) => change(company.admin, 'apiKeyRevoke', { apiKeyId }, 'apiKey'),
  }
}

/** Why an operation is refused, by the paths of its errors; empty when it is answered. */
export async function reasons(by: Person, query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const { errors = [] } = await by.send<unknown, object>(query, variables)
  return Object.fromEntries(
    errors.map(({ path = [], extensions }) => [path.join('.'), extensions?.['reason'] ?? extensions?.['code']]),
  )
}
