import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect } from '../../subgraphs/kernel/db.ts'
import { staffLogIn } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'
import { openFirm, password, type Firm } from './firm.ts'

// Sessions when the processes that know of them die and come back: nobody is ever served who may not be.

let firm: Firm
beforeAll(async () => (firm = await openFirm()), 90_000)
afterAll(() => firm?.close())

const patience = { timeout: 30_000, interval: 50 }
const logIn = () => staffLogIn({ ...firm, url: firm.processes.url }, 'firm', 'admin@example.com', password)
const subscription = 'subscription { viewingChanged { __typename } }'
const changed = { data: { viewingChanged: { __typename: 'ViewingChanged' } } }

/** Lets the last change of a viewing happen once more, as no mutation can, and waits until it is in the log. */
async function happenAgain(): Promise<void> {
  const sql = connect({ url: firm.databaseUrl, schema: 'viewings', role: 'portico_viewings', pool: 1 })
  try {
    const [row] = await sql<{ id: string }[]>`
      insert into outbox (company_id, type, version, subject, persons, data, at, by_id)
      select company_id, type, version, subject, persons, data, now(), by_id
      from log where type like 'viewing.%' order by pos desc limit 1
      returning id`
    await vi.waitFor(
      async () => expect(await sql`select from log where outbox_id = ${row!.id}::bigint`).toHaveLength(1),
      patience,
    )
  } finally {
    await sql.end()
  }
}

/** How a query is answered: `served`, or why not. */
async function answer(who: Person): Promise<unknown> {
  const { data, errors } = await who.send('{ contacts(first: 1) { edges { cursor } } }')
  if (!errors) return 'served'
  expect(data?.['contacts' as never] ?? null).toBeNull()
  return errors[0]!.extensions?.['reason']
}
const logOut = (who: Person) => who.ask('mutation { sessionEnd(input: {}) { sessionId userErrors { code } } }')

describe('a gateway that starts again', { timeout: 60_000 }, () => {
  it('knows who has logged out just before (ACC-15)', async () => {
    const [goes, stays] = [await logIn(), await logIn()]
    expect(await answer(goes)).toBe('served')
    await logOut(goes)
    await firm.processes.kill('gateway')
    await firm.processes.restart('gateway')
    expect(await answer(goes)).toBe('SESSION_ENDED')
    expect(await answer(stays)).toBe('served')
  })
})

describe('accounts, killed', { timeout: 90_000 }, () => {
  it('has the gateway serve nobody after five seconds, hold back events, and serve again when it is back (ACC-15)', async () => {
    const who = await logIn()
    const [overSocket, overSse] = [
      who.follow<unknown, object>(subscription, {}),
      who.followSse<unknown, object>(subscription, {}),
    ]
    await Promise.all([overSocket.next(), overSse.next()])
    await firm.change()
    for (const stream of [overSocket, overSse]) expect(await stream.next()).toMatchObject(changed)
    await firm.processes.kill('accounts')
    await vi.waitFor(async () => expect(await answer(who)).toBe('SUBGRAPH_UNREACHABLE'), patience)
    await happenAgain()
    for (let count = 0; count < 20; count++) expect(await answer(who)).toBe('SUBGRAPH_UNREACHABLE')
    const { errors } = await who.send('mutation { sessionEnd(input: {}) { sessionId } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_READY' })
    expect([overSocket.waiting, overSse.waiting]).toEqual([[], []])

    await firm.processes.restart('accounts')
    await vi.waitFor(async () => expect(await answer(who)).toBe('served'), patience)
    // What happened in the silence comes first, before anything else happens.
    for (const stream of [overSocket, overSse]) expect(await stream.next()).toMatchObject(changed)
    await firm.change()
    for (const stream of [overSocket, overSse]) {
      expect(await stream.next()).toMatchObject(changed)
      expect(stream.waiting).toEqual([])
      stream.cut()
    }
    await logOut(who)
    await vi.waitFor(async () => expect(await answer(who)).toBe('SESSION_ENDED'), patience)
  })
})
