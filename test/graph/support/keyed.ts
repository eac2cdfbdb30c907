import { getNamedType, isObjectType, type GraphQLField, type GraphQLNamedType } from 'graphql'
import type postgres from 'postgres'
import { expect } from 'vitest'
import type { App } from '../../support/app.ts'
import { eventually } from '../../support/eventually.ts'
import type { Answer, Person } from '../../support/person.ts'
import { companyRows } from './rows.ts'

/** Mutations that answer with secrets, which nothing may keep, each with an input: they take no key. */
export const keyless: Readonly<Record<string, object>> = {
  apiKeyCreate: { name: 'n', scopes: ['CONTACTS_READ'] },
  calendarFeedCreate: {},
  companyFound: { name: 'n', handle: 'h', email: 'e@example.com', firstName: 'f', lastName: 'l', password: 'p' },
  clientLogIn: { portalKey: 'k', email: 'e@example.com', password: 'p' },
  loginLinkRequest: { portalKey: 'k', email: 'e@example.com' },
  loginLinkUse: { token: 't' },
  passwordResetComplete: { resetId: 'r', code: 'c', newPassword: 'p' },
  passwordResetResend: { resetId: 'r' },
  passwordResetStart: { portalKey: 'k', email: 'e@example.com' },
  staffPasswordResetStart: { company: 'c', email: 'e@example.com' },
  passwordChange: { currentPassword: 'p', newPassword: 'eleven quiet bicycles' },
  registrationComplete: { token: 't', password: 'p' },
  registrationResend: { registrationId: 'r' },
  registrationStart: { portalKey: 'k', firstName: 'f', lastName: 'l', email: 'e@example.com' },
  registrationVerify: { registrationId: 'r', code: '000000' },
  sessionRefresh: { refreshToken: 'r' },
  secondFactorConfirm: { code: 'c' },
  secondFactorStart: {},
  secondFactorVerify: { challengeId: 'c', code: 'c' },
  signOnComplete: { token: 't', verifier: 'v' },
  signOnStart: { instanceId: 'i', portalKey: 'k', verifierHash: 'h' },
  staffLogIn: { company: 'c', email: 'e@example.com', password: 'p' },
  termsAccept: { version: 1 },
  clientViewStart: { accountId: 'a', reason: 'because' },
  profileDeletionStart: {},
  profileDeletionComplete: { confirmationToken: 't', showAs: 'ANONYMOUS' },
}

/** What a thing is known by: its id, else its version. */
function selectionOf(type: GraphQLNamedType): string {
  if (!isObjectType(type)) return ''
  return 'id' in type.getFields() ? '{ id }' : '{ version }'
}

/** A mutation under a key, with the ids that its payload shows. */
export function documentOf(mutation: GraphQLField<unknown, unknown>, arg = '$input'): string {
  const payload = getNamedType(mutation.type)
  if (!isObjectType(payload)) throw new Error(`${mutation.name} has no payload.`)
  const shown = Object.values(payload.getFields()).filter(({ name }) => name !== 'userErrors')
  const selected = shown.map(({ name, type }) => `${name} ${selectionOf(getNamedType(type))}`)
  const inputType = String(mutation.args[0]!.type)
  return `mutation ($input: ${inputType}, $key: String!) {
    done: ${mutation.name}(input: ${arg}) @idempotent(key: $key) { ${selected.join(' ')} userErrors { code path } }
  }`
}

type Sent = Answer<{ readonly done: Readonly<Record<string, unknown>> }>

/** Sends such a document. */
export const send = (by: Person, document: string, input: object, key: string): Promise<Sent> =>
  by.send<{ done: Record<string, unknown> }, object>(document, { input, key })

/** A sum over all there is of the one company, once its events and jobs are done with. */
export async function rowsOf(app: App, sql: postgres.Sql): Promise<Record<string, string>> {
  const nothingWaits = () => eventually(async () => expect(await waiting(sql)).toBe(0))
  await nothingWaits()
  await app.host.caughtUp()
  // What another subgraph did about it may have left a job.
  await nothingWaits()
  const [row] = await sql`select company_id from accounts.company`
  const sums = Object.entries(await companyRows(sql, String(row!['company_id'])))
  return Object.fromEntries(sums.filter(([table]) => !table.endsWith('.idempotency')))
}

/** How many events and jobs are still on their way. */
async function waiting(sql: postgres.Sql): Promise<number> {
  const [row] = await sql`select
    (select count(*) from accounts.outbox) + (select count(*) from contacts.outbox) +
    (select count(*) from viewings.outbox) + (select count(*) from tickets.outbox) +
    (select count(*) from accounts_jobs._private_jobs) + (select count(*) from contacts_jobs._private_jobs) +
    (select count(*) from viewings_jobs._private_jobs where run_at <= now()) +
    (select count(*) from accounts.parked where consumer = 'accounts.clients') as n`
  return Number(row!['n'])
}
