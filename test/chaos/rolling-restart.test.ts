import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { memberNames, openFleet, type Fleet } from './fleet.ts'
import { record, type Recorder } from './followers.ts'
import { foundFirm, type Firm } from './people.ts'
import { tokens, urlOf, type Tokens } from './tokens.ts'
import { faultless, judge, settle } from './verdict.ts'

let fleet: Fleet
let sql: Sql
let firm: Firm
let tokenOf: Tokens
const recorders: Recorder[] = []

beforeAll(async () => {
  fleet = await openFleet()
  sql = connect({ url: fleet.databaseUrl, schema: 'tickets', role: 'portico_tickets', pool: 2 })
  firm = await foundFirm({ ...fleet, url: urlOf(fleet, 0) }, 'firm')
  tokenOf = tokens(fleet)
  const [head] = await sql<{ cursor_key: Buffer }[]>`select cursor_key from head`
  for (const kind of ['ws', 'sse', 'ws', 'sse'] as const) {
    const follower = recorders.length < 2 ? firm.admin : firm.client
    recorders.push(
      await record(kind, { follower, doors: fleet.doors, token: () => tokenOf(follower), key: head!.cursor_key }),
    )
  }
})
afterAll(async () => {
  for (const recorder of recorders) recorder.close()
  await sql?.end({ timeout: 1 })
  await fleet?.stop()
})

const query = `mutation ($input: TicketReplyInput!) { done: ticketReply(input: $input) { ticket { id } userErrors { code } } }`

interface Answer {
  readonly data?: { readonly done: { readonly ticket: object | null } | null } | null
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]
}

/** Replies once, however often it must be sent for that; how often it was. */
async function reply(body: string): Promise<number> {
  const key = randomUUID()
  for (let attempt = 1; ; attempt++) {
    const token = await tokenOf(firm.admin)
    const answer = await fetch(`${urlOf(fleet, attempt % 2)}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ query, variables: { input: { ticketId: firm.ticketId, body } } }),
      signal: AbortSignal.timeout(20_000),
    }).then(
      async (response) => (response.status === 503 ? null : ((await response.json()) as Answer)),
      () => null,
    )
    if (answer?.data?.done?.ticket) return attempt
    // A process that goes, or a connection that was cut, is worth another try; any other answer is a failure.
    const code = answer?.errors?.[0]?.extensions?.code
    if (answer && code !== 'NOT_READY') throw new Error(`An idempotent request has failed: ${JSON.stringify(answer)}`)
    if (attempt === 100) throw new Error('An idempotent request was never answered.')
    await delay(100)
  }
}

describe('restarting every process in turn, under load', () => {
  it('loses no event, fails no idempotent request, and ends each process with 0 in time', async () => {
    const asked: string[] = []
    let attempts = 0
    let isOver = false
    async function write() {
      while (!isOver) {
        const body = `In the yard, ${asked.length}.`
        asked.push(body)
        const sent = await reply(body)
        attempts += sent
        await delay(10)
      }
    }
    const writing = Promise.all(Array.from({ length: 4 }, write))
    writing.catch(() => {})
    const took: Record<string, number> = {}
    for (const name of memberNames) {
      const before = asked.length
      while (asked.length < before + 20) await Promise.race([delay(20), writing])
      const { code, stderr, ms } = await fleet.restart(name)
      took[name] = ms
      expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' })
    }
    isOver = true
    await writing
    await fleet.ready()
    await settle(sql, [firm], recorders)
    const verdict = await judge(sql, recorders)
    console.log(`rolling restart: ${JSON.stringify({ requests: asked.length, attempts, took, ...verdict })}`)
    expect(verdict).toMatchObject(faultless)
    expect(fleet.fallen).toEqual([])
    for (const [name, ms] of Object.entries(took)) expect(ms, name).toBeLessThan(15_000)

    const written = await sql<{ body: string }[]>`select body from ticket_entry where body like 'In the yard, %'`
    expect(written.map(({ body }) => body).toSorted()).toEqual(asked.toSorted())
  })
})
