import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLType,
} from 'graphql'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openLog } from '../../subgraphs/kernel/log.ts'
import { tracingBy } from '../../subgraphs/kernel/telemetry/tracing.ts'
import { statementsOf, type Statement } from '../graph/support/statements.ts'
import { startApp, type App } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { mailTo, readMails, temporaryPasswordIn } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codeIn } from './people.ts'
import { codeAt } from './second-factor.ts'

// All that people know and nobody else may is said once here, and looked for wherever something is kept or told.

vi.mock(import('postgres'), async (original) => {
  const { listening } = await import('../graph/support/statements.ts')
  return listening(original, () => true) as never
})

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))
const mutations = schema.getMutationType()!.getFields()

const secretInput = /password|token|secret|^code$|verifier$/i
const secretAnswer = /token|secret|recovery|^uri$/i

const logged: string[] = []
const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
/** What nobody else may know, and what it is. */
const secrets = new Map<string, string>()
/** Which secrets were sent and answered, as `mutation.field`. */
const exchanged = new Set<string>()
const refusals: unknown[] = []

let app: App
let sql: postgres.Sql
let statements: Statement[]
beforeAll(async () => {
  const log = openLog('trace', 'test', { write: (line) => void logged.push(line) })
  const ran = await statementsOf(async () => {
    app = await startApp({ log, tracing: tracingBy(provider.getTracer('test')) })
    await live()
  })
  statements = ran.statements
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await app?.stop()
  await provider.shutdown()
})

/** Keeps a secret in mind, and of one that has parts each that could stand alone, but for ids, which are none. */
function keep(value: string, what: string): void {
  const parts = value.split(/[^\w-]|_(?=[^_]+$)/).filter((part) => part.length >= 20)
  for (const each of [value, ...parts]) if (!/^(\w+_)?[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(each)) secrets.set(each, what)
}

function learn(value: unknown, isSecret: RegExp, mutation: string, name = ''): void {
  if (Array.isArray(value)) for (const each of value) learn(each, isSecret, mutation, name)
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) learn(inner, isSecret, mutation, key)
  } else if (typeof value === 'string' && isSecret.test(name) && !/^\d{4}-\d\d-\d\dT/.test(value)) {
    exchanged.add(`${mutation}.${name}`)
    keep(value, `${mutation}.${name}`)
  }
}

/** Every text that a type shows and whose name says that it is secret. */
function secretsOf(type: GraphQLNamedType, isSecret: RegExp, depth = 2): string[] {
  if (depth === 0 || !(isInputObjectType(type) || isObjectType(type))) return []
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type as GraphQLType)
    if (inner.name === 'String' && isSecret.test(field.name)) return [field.name]
    return secretsOf(inner, isSecret, depth - 1)
  })
}

interface Payload {
  readonly session?: { readonly accessToken: string; readonly refreshToken: string } | null
  readonly secret?: string
  readonly url?: string
  readonly confirmationToken?: string
  readonly registrationId?: string
  readonly resetId?: string
  readonly recoveryCodes?: readonly string[]
  readonly challenge?: { readonly challengeId: string } | null
  readonly thing?: { readonly id: string } | null
  readonly userErrors: readonly object[]
}

/** Asks for a mutation, with whatever secrets its answer has. */
async function tell(by: Person, mutation: string, input: object, noun?: string): Promise<Payload> {
  const field = mutations[mutation]!
  const payload = getNamedType(field.type)
  const shown = isObjectType(payload) ? payload.getFields() : {}
  const selected = [
    ...(shown['challenge'] ? ['challenge { challengeId }'] : []),
    ...(shown['session'] ? ['session { accessToken refreshToken }'] : []),
    ...Object.keys(shown).filter(
      (name) => ['url', 'registrationId', 'resetId'].includes(name) || secretAnswer.test(name),
    ),
    ...(noun ? [`thing: ${noun} { id }`] : []),
  ]
  learn(input, secretInput, mutation)
  const { data, errors } = await by.send<{ done: Payload }, object>(
    `mutation ($input: ${String(field.args[0]!.type)}) {
      done: ${mutation}(input: $input) { ${selected.join(' ')} userErrors { code message path } } }`,
    { input },
  )
  learn(data, secretAnswer, mutation)
  refusals.push(errors, data?.done.userErrors)
  return data?.done ?? { userErrors: [] }
}

const enter = async (by: Person, mutation: string, input: object): Promise<Person> =>
  person(app.url, (await tell(by, mutation, input)).session!.accessToken)

/** What the newest mail to an address, after this many, has for its reader alone. */
async function mailed(address: string, find: (text: string) => string | null | undefined, after = 0): Promise<string> {
  const found = await eventually(async () => {
    const mails = (await readMails(app.dataDir)).filter(({ to }) => to === address)
    const secret = mails.length > after ? find(mails.at(-1)!.text) : null
    if (!secret) throw new Error(`There are ${mails.length} mails to ${address}.`)
    return secret
  })
  keep(found, 'a mail')
  return found
}

const own = 'eleven quiet bicycles, and 1 Ürümqi'

/** Everything that is done with secrets, rightly and wrongly. */
async function live(): Promise<void> {
  const visitor = person(app.url)
  const names = { firstName: 'Ada', lastName: 'Min' }
  const founding = { name: 'Harbour Homes', handle: 'harbour-homes', email: 'ada@example.com', ...names }
  await tell(visitor, 'companyFound', { ...founding, password: 'qwertyuiop' })
  await tell(visitor, 'companyFound', { ...founding, password: own })
  await tell(visitor, 'companyFound', { ...founding, password: 'a password for nothing' })
  const staff = { company: 'harbour-homes', email: 'ada@example.com' }
  await tell(visitor, 'staffLogIn', { ...staff, password: 'a wrong one for staff' })
  const { session } = await tell(visitor, 'staffLogIn', { ...staff, password: own })
  await tell(visitor, 'sessionRefresh', { refreshToken: session!.refreshToken })
  await tell(visitor, 'sessionRefresh', { refreshToken: `${session!.refreshToken}x` })
  const admin = await enter(visitor, 'staffLogIn', { ...staff, password: own })
  await programs(admin)
  await colleagues(visitor, admin)
  const portalKey = await clients(visitor, admin)
  await newcomers(visitor, admin, portalKey)
  await waysBack(visitor, admin, portalKey)
  await signOns(visitor, admin)
  await mistakes(admin)
  await app.host.caughtUp()
}

async function programs(admin: Person): Promise<void> {
  const { secret } = await tell(admin, 'apiKeyCreate', { name: 'A program', scopes: ['CONTACTS_READ'] })
  for (const text of [secret!, `${secret!.slice(0, -3)}xyz`]) {
    keep(text, 'an API key')
    await person(app.url, text).send('{ contacts { edges { cursor } } }')
  }
  const { url } = await tell(admin, 'calendarFeedCreate', {})
  const { pathname } = new URL(url!)
  keep(pathname.split('/').at(-1)!, 'a calendar feed')
  for (const path of [pathname, pathname.replace(/.{4}(?=\.\w+$)/, 'wxyz')]) await fetch(app.url + path)
}

async function colleagues(visitor: Person, admin: Person): Promise<void> {
  const [company, email] = ['harbour-homes', 'gus@example.com']
  const agent = await tell(admin, 'agentInvite', { email, firstName: 'Gus', lastName: 'A', role: 'AGENT' }, 'agent')
  await mailed(email, temporaryPasswordIn)
  await tell(admin, 'agentInvitationResend', { agentId: agent.thing!.id })
  const password = await mailed(email, temporaryPasswordIn, 1)
  const blocked = await enter(visitor, 'staffLogIn', { company, email, password })
  await tell(blocked, 'passwordChange', { currentPassword: 'not this one', newPassword: own })
  await tell(blocked, 'passwordChange', { currentPassword: password, newPassword: 'too few' })
  await tell(blocked, 'passwordChange', { currentPassword: password, newPassword: `${own} of Gus` })
}

/** Clients whom staff invite; the key of their portal. */
async function clients(visitor: Person, admin: Person): Promise<string> {
  const { portalSettings } = await admin.ask<{ portalSettings: { portal: { key: string } } }, object>(
    '{ portalSettings { portal { key } } }',
  )
  const { key: portalKey } = portalSettings.portal
  const email = 'kim@example.com'
  const contact = await tell(admin, 'contactCreate', { firstName: 'Kim', lastName: 'Doe', emails: [email] }, 'contact')
  const account = await tell(admin, 'portalAccountCreate', { contactId: contact.thing!.id }, 'portalAccount')
  await mailed(email, temporaryPasswordIn)
  await tell(admin, 'portalInvitationResend', { accountId: account.thing!.id })
  const password = await mailed(email, temporaryPasswordIn, 1)
  await tell(visitor, 'clientLogIn', { portalKey, email, password: 'a wrong one for clients' })
  const blocked = await enter(visitor, 'clientLogIn', { portalKey, email, password })
  const kim = await enter(blocked, 'passwordChange', { currentPassword: password, newPassword: `${own} of Kim` })
  const texts = [{ language: 'en', title: 'Terms', body: 'Be kind.' }]
  await tell(admin, 'termsPublish', { texts, isRequired: true })
  await tell(kim, 'termsAccept', { version: 1 })
  const again = await enter(visitor, 'clientLogIn', { portalKey, email, password: `${own} of Kim` })
  const accepted = await enter(again, 'termsAccept', { version: 1 })
  const moving = { email: 'kim.doe@example.com', password: `${own} of Kim` }
  await tell(accepted, 'emailChangeStart', { ...moving, password: 'not the one of Kim' })
  await tell(accepted, 'emailChangeStart', moving)
  const code = await mailed(moving.email, codeIn)
  for (const typed of ['000000', code]) await tell(accepted, 'emailChangeComplete', { code: typed })
  await tell(admin, 'clientViewStart', { accountId: account.thing!.id, reason: 'They asked for help.' })
  const { confirmationToken } = await tell(accepted, 'profileDeletionStart', { password: moving.password })
  await tell(accepted, 'profileDeletionComplete', { confirmationToken: `${confirmationToken!}x`, showAs: 'ANONYMOUS' })
  await tell(accepted, 'profileDeletionComplete', { confirmationToken, showAs: 'ANONYMOUS' })
  return portalKey
}

const linkIn = (text: string) => /[?&][\w-]+=([\w%.-]{20,})/.exec(text)?.[1]

/** Those who register by a code, and by a link. */
async function newcomers(visitor: Person, admin: Person, portalKey: string): Promise<void> {
  const draft = { portalKey, firstName: 'Robin', lastName: 'Fields' }
  await tell(admin, 'portalSettingsUpdate', { registration: { mode: 'OPEN', way: 'CODE' } })
  const byCode = { ...draft, email: 'robin@example.com', password: `${own} of Robin` }
  const { registrationId } = await tell(visitor, 'registrationStart', byCode)
  const code = await mailed(byCode.email, codeIn)
  await tell(visitor, 'registrationVerify', { registrationId, code: '000000' })
  await tell(visitor, 'registrationVerify', { registrationId, code })

  await tell(admin, 'portalSettingsUpdate', { registration: { way: 'LINK' } })
  const byLink = { ...draft, email: 'lee@example.com' }
  await tell(visitor, 'registrationStart', byLink)
  const token = decodeURIComponent(await mailed(byLink.email, linkIn))
  keep(token, 'a link')
  await tell(visitor, 'registrationComplete', { token: `${token}x`, password: `${own} of Lee` })
  await tell(visitor, 'registrationComplete', { token, password: `${own} of Lee` })
}

/** Somebody who forgot their password, comes in by a link, and has an app for codes from then on. */
async function waysBack(visitor: Person, admin: Person, portalKey: string): Promise<void> {
  const [email, password] = ['robin@example.com', `${own} of Robin, again`]
  const before = (await readMails(app.dataDir)).filter(({ to }) => to === email).length
  const { resetId } = await tell(visitor, 'passwordResetStart', { portalKey, email })
  const code = await mailed(email, codeIn, before)
  await tell(visitor, 'passwordResetComplete', { resetId, code: '000000', newPassword: password })
  await enter(visitor, 'passwordResetComplete', { resetId, code, newPassword: password })

  await tell(admin, 'portalSettingsUpdate', { logInByLink: true })
  await tell(visitor, 'loginLinkRequest', { portalKey, email })
  const { text } = await mailTo(app.dataDir, email, (found) => linkIn(found) !== undefined)
  const token = decodeURIComponent(linkIn(text)!)
  keep(token, 'a link')
  await tell(visitor, 'loginLinkUse', { token: `${token}x` })
  const blocked = await enter(visitor, 'loginLinkUse', { token })

  const robin = await enter(blocked, 'termsAccept', { version: 1 })
  await tell(robin, 'secondFactorStart', { password: 'not the one of Robin' })
  const { secret } = await tell(robin, 'secondFactorStart', { password })
  const { recoveryCodes } = await tell(robin, 'secondFactorConfirm', { code: codeAt(secret!) })
  const { challenge } = await tell(visitor, 'clientLogIn', { portalKey, email, password })
  const again = await enter(visitor, 'secondFactorVerify', { ...challenge, code: recoveryCodes![0] })
  for (const shown of [{ code: '000000' }, { password }]) await tell(again, 'secondFactorDelete', shown)
}

/** What a company's provider gave it, and what is worth nothing. */
async function signOns(visitor: Person, admin: Person): Promise<void> {
  const provider = { issuer: 'https://provider.example', clientId: 'portal', productUrl: 'https://product.example' }
  const clientSecret = 'a client secret of the provider'
  const made = await tell(admin, 'signOnInstanceCreate', { name: 'Product', ...provider, clientSecret }, 'instance')
  await tell(admin, 'signOnInstanceUpdate', {
    instanceId: made.thing!.id,
    clientSecret: 'another secret of the provider',
  })
  await tell(visitor, 'signOnComplete', {
    token: 'a token that nobody gave',
    verifier: 'a verifier that fits no token',
  })
}

/** What is wrong with a request may be told, but not what it held. */
async function mistakes(admin: Person): Promise<void> {
  const inDocument = 'a password in a document'
  keep(inDocument, 'a document')
  for (const query of [
    `mutation { staffLogIn(input: { company: "c", email: "e@example.com", password: "${inDocument}" }) { nothing } }`,
    `mutation { staffLogIn(input: { company: "c", email: "e@example.com", password: "${inDocument}" `,
    `mutation { staffLogIn(input: { company: 1, email: "e@example.com", password: "${inDocument}" }) { session { id } } }`,
    `mutation @idempotent(key: "${inDocument}") { sessionRefresh(input: { refreshToken: "${inDocument}" }) { session { id } } }`,
  ]) {
    refusals.push((await admin.send(query)).errors)
  }
  await tell(admin, 'passwordChange', { currentPassword: ['a password in a list'], newPassword: 'a NUL\0 inside' })
  const refused = await person(app.url, 'a.forged.token-of-more-than-twenty-characters').send(
    '{ viewer { __typename } }',
  )
  keep('token-of-more-than-twenty-characters', 'a forged token')
  refusals.push(refused.errors)
}

/** All that the product has kept and told, by the place. */
async function places(): Promise<Record<string, string[]>> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`
  const rows = tables.map(async ({ schema, name }) => {
    const found = await sql`select t::text as text from ${sql(schema)}.${sql(name)} as t`
    return [`table ${schema}.${name}`, found.map(({ text }) => String(text))] as const
  })
  const parameters = statements.flatMap((one) => one.parameters.map(textOf))
  const spans = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => {
    return JSON.stringify([name, attributes, events, status])
  })
  return {
    ...Object.fromEntries(await Promise.all(rows)),
    log: logged,
    'parameters of statements': parameters,
    'statements themselves': statements.map(({ text }) => text),
    traces: spans,
    metrics: [await (await fetch(`${app.url}/metrics`)).text()],
    'errors and refusals': refusals.map((each) => JSON.stringify(each ?? null)),
  }
}

const textOf = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value ?? null)

/** A secret in all forms in which it would still be known. A code is a word of its own: other numbers may hold its digits. */
function formsOf(secret: string): readonly (string | RegExp)[] {
  if (/^\d{4,8}$/.test(secret)) return [new RegExp(`(?<![\\w.:+-])${secret}(?![\\w.:-])`)]
  const bytes = Buffer.from(secret)
  const base64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -1)
  const escaped = JSON.stringify(secret).slice(1, -1)
  return [secret, escaped, encodeURIComponent(secret), bytes.toString('hex'), base64, bytes.toString('base64url')]
}

function isIn(text: string, secret: string): boolean {
  return formsOf(secret).some((form) => (typeof form === 'string' ? text.includes(form) : form.test(text)))
}

describe('what only its owner may know (DESIGN, section 7)', () => {
  it('stands in no table, statement, log, trace, metric or error, once everything was done with it (ACC-3, ACC-7, ACC-13, ACC-29)', async () => {
    const everywhere = await places()
    const found = Object.entries(everywhere).flatMap(([place, texts]) =>
      [...secrets]
        .filter(([secret]) => texts.some((text) => isIn(text, secret)))
        .map(([, what]) => `${place}: ${what}`),
    )
    expect([...new Set(found)]).toEqual([])
    // What is no secret is found by the same search, or it would prove nothing.
    const finds = (place: string, text: string) => everywhere[place]!.some((one) => isIn(one, text))
    expect(finds('table accounts.agent', 'gus@example.com')).toBe(true)
    expect(finds('table accounts.log', 'agent.joined')).toBe(true)
    expect(finds('parameters of statements', 'agent.joined')).toBe(true)
    expect(finds('parameters of statements', 'mailStaffInvitation')).toBe(true)
    expect(finds('statements themselves', 'outbox')).toBe(true)
    expect(finds('log', '"name":"test"')).toBe(true)
    expect(finds('traces', 'mutation')).toBe(true)
    expect(finds('metrics', 'portico_operations_total')).toBe(true)
    expect(finds('errors and refusals', 'CREDENTIALS_INVALID')).toBe(true)
  })

  it('was exchanged by each mutation that takes or gives such a thing', () => {
    const there = Object.values(mutations).flatMap(({ name, args, type }) => {
      const sent = args.flatMap((arg) => secretsOf(getNamedType(arg.type), secretInput))
      const answered = secretsOf(getNamedType(type), secretAnswer)
      return [...sent, ...answered].map((field) => `${name}.${field}`)
    })
    expect(there.length).toBeGreaterThan(10)
    // To be given these a provider is wanted: sign-on.test.ts goes that way to its end, which is that of every log-in.
    for (const name of ['accessToken', 'refreshToken']) exchanged.add(`signOnComplete.${name}`)
    expect([...exchanged].sort()).toEqual([...new Set(there)].sort())
  })
})
