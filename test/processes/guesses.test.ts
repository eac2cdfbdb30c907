import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { codeIn, registering, setRegistration, applicant } from '../accounts/people.ts'
import { codes } from '../accounts/office.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { runScript, type Child } from '../support/child.ts'
import { mailTo } from '../support/mails.ts'
import { person } from '../support/person.ts'
import { freePorts } from '../support/ports.ts'
import { openFirm, type Firm } from './firm.ts'

// Codes that are guessed at two gateways, each with a process of accounts of its own, one of which is killed meanwhile.

const patience = { timeout: 60_000, interval: 50 }

let firm: Firm
let sql: postgres.Sql
let portalKey: string
let others: Child[] = []
/** The ways in. */
let doors: readonly string[]

beforeAll(async () => {
  firm = await openFirm()
  sql = postgres(firm.databaseUrl, { max: 1, onnotice: () => {} })
  const [accounts, gateway] = await freePorts(2)
  const { accounts: _, ...urls } = firm.processes.urls
  const ways = Object.entries({ ...urls, accounts: `http://127.0.0.1:${accounts}` })
  const env = {
    ...{ DATABASE_URL: firm.databaseUrl, DATA_DIR: firm.dataDir, DATABASE_POOL: '4', PORT: String(gateway) },
    ...Object.fromEntries(ways.map(([name, url]) => [`SUBGRAPH_URL_${name.toUpperCase()}`, url])),
    ...{ LOG_LEVEL: 'warn', SLOW_MS: '600000' },
  }
  others = [runScript('subgraphs/main.js', ['accounts'], env), runScript('gateway/main.js', [], env)]
  doors = [firm.processes.url, `http://127.0.0.1:${gateway}`]
  await vi.waitFor(async () => expect((await fetch(`${doors[1]}/ready`)).ok).toBe(true), patience)
  await setRegistration(firm.admin, { mode: 'OPEN' })
  const [row] = await sql`select key from accounts.portal_key`
  portalKey = row!['key']
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await Promise.all(others.map((child) => child.end()))
  await firm?.close()
})

/** Somebody who registers at the first door, and the code that was mailed to them. */
async function begin(email: string): Promise<{ readonly registrationId: string; readonly code: string }> {
  const answer = await registering(person(doors[0]!), 'registrationStart', applicant({ portalKey }, email))
  expect(codes(answer)).toEqual([])
  const { text } = await mailTo(firm.dataDir, email, (mail) => codeIn(mail) !== null)
  return { registrationId: answer.registrationId!, code: codeIn(text)! }
}

const another = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0')
const verify = (door: number, registrationId: string, code: string) =>
  registering(person(doors[door]!), 'registrationVerify', { registrationId, code })
const triesAt = async (email: string) =>
  (await sql`select tries from accounts.proof where email = ${email}`)[0]!['tries']

const VERIFY = `mutation ($input: RegistrationVerifyInput!) {
  registrationVerify(input: $input) { state userErrors { code } } }`

/** Kills the first process of accounts, and starts it again where its gateway serves by it. */
async function killAndRestart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  await firm.processes.kill('accounts')
  await meanwhile()
  await firm.processes.restart('accounts')
  const isServed = async () => (await person(doors[0]!).send('{ viewer { __typename } }')).errors === undefined
  await vi.waitFor(async () => expect(await isServed()).toBe(true), patience)
}

describe('a code that is guessed across processes', { timeout: 120_000 }, () => {
  it('from fifty sockets at once, and a kill, has five tries: then the right one is refused everywhere (ACC-7)', async () => {
    const email = 'guessed@example.com'
    const { registrationId, code } = await begin(email)
    const sockets = await Promise.all(Array.from({ length: 50 }, (_, index) => openSocket(doors[index % 2]!)))
    await Promise.all(sockets.map((socket) => socket.message('connection_ack')))
    sockets.forEach((socket, index) => {
      const variables = { input: { registrationId, code: another(code, index + 1) } }
      socket.send({ id: 'guess', type: 'subscribe', payload: { query: VERIFY, variables } })
    })
    const answered = () => sockets.flatMap(({ messages }) => messages.filter(({ id }) => id === 'guess'))
    await vi.waitFor(() => expect(answered().length).toBeGreaterThan(0), patience)
    await killAndRestart(async () => {
      // Whoever asks where accounts is gone is told so; nobody is told anything else of the code.
      for (const socket of sockets.filter((_, index) => index % 2 === 1)) await socket.message('complete', 'guess')
      expect(await triesAt(email)).toBe(5)
      expect(codes(await verify(1, registrationId, code))).toEqual(['CODE_WRONG'])
    })
    for (const { payload } of answered()) {
      const { registrationVerify: told } = (payload?.data ?? {}) as { registrationVerify?: object | null }
      if (told) expect(told).toEqual({ state: null, userErrors: [{ code: 'CODE_WRONG' }] })
    }
    for (const door of [0, 1]) expect(codes(await verify(door, registrationId, code))).toEqual(['CODE_WRONG'])
    expect(await triesAt(email)).toBe(5)
    sockets.forEach((socket) => socket.close())
  })

  it('has those tries left that were not used before a kill, at whichever process (ACC-7)', async () => {
    const [spent, kept] = [await begin('spent@example.com'), await begin('kept@example.com')]
    const guess = async (door: number, { registrationId, code }: typeof spent, by: number) =>
      expect(codes(await verify(door, registrationId, another(code, by)))).toEqual(['CODE_WRONG'])
    for (const by of [1, 2, 3, 4]) for (const each of [spent, kept]) await guess(0, each, by)
    await killAndRestart()
    await guess(1, spent, 5)
    expect(codes(await verify(0, spent.registrationId, spent.code))).toEqual(['CODE_WRONG'])
    expect(await verify(0, kept.registrationId, kept.code)).toMatchObject({ state: 'ACTIVE', userErrors: [] })
  })
})
