import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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
    await firm.processes.kill('accounts')
    await vi.waitFor(async () => expect(await answer(who)).toBe('SUBGRAPH_UNREACHABLE'), patience)
    for (let count = 0; count < 20; count++) expect(await answer(who)).toBe('SUBGRAPH_UNREACHABLE')
    const { errors } = await who.send('mutation { sessionEnd(input: {}) { sessionId } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_READY' })
    expect([overSocket.waiting, overSse.waiting]).toEqual([[], []])

    await firm.processes.restart('accounts')
    await vi.waitFor(async () => expect(await answer(who)).toBe('served'), patience)
    await firm.change()
    for (const stream of [overSocket, overSse]) {
      expect(await stream.next()).toMatchObject({ data: { viewingChanged: { __typename: 'ViewingChanged' } } })
      stream.cut()
    }
    await logOut(who)
    await vi.waitFor(async () => expect(await answer(who)).toBe('SESSION_ENDED'), patience)
  })
})
