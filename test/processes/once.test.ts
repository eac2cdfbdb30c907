import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { post } from '../support/post.ts'
import type { ProcessName } from '../support/processes.ts'
import { openFirm, type Firm } from './firm.ts'

// What a client gets who asks again because its answer was lost with a process.

const patient = { timeout: 20_000 }
let firm: Firm
let sql: postgres.Sql
beforeAll(async () => {
  firm = await openFirm()
  sql = postgres(firm.databaseUrl, { max: 2, onnotice: () => {} })
}, 90_000)
afterAll(async () => {
  await sql?.end()
  await firm?.close()
})

interface Created {
  readonly contactCreate: {
    readonly cursor: string | null
    readonly contact: { readonly id: string; readonly phones: readonly string[] } | null
    readonly userErrors: readonly object[]
  }
}
const create = (input: object, key: string) =>
  post<Created>(
    firm.admin,
    `mutation ($input: ContactCreateInput!, $key: String!) {
      contactCreate(input: $input) @idempotent(key: $key) { cursor contact { id phones } userErrors { code } }
    }`,
    { input, key },
  )

const idsOf = async (lastName: string): Promise<string[]> => {
  const rows = await sql`select id from contacts.contact where last_name = ${lastName}`
  return rows.map((row) => String(row['id']))
}

/** While the work runs, whoever selects phone numbers waits for them: a mutation has committed then, and not answered. */
async function whilePhonesAreLocked(work: () => Promise<void>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`lock table contacts.contact_phone in access exclusive mode`
    await work()
  })
}

describe('a mutation under an idempotency key (API-6)', { timeout: 60_000 }, () => {
  it.each<ProcessName>(['contacts', 'gateway'])(
    'took effect once when %s was killed between commit and answer',
    async (name) => {
      const input = { firstName: 'Kim', lastName: randomUUID() }
      const key = randomUUID()
      let lost: unknown
      await whilePhonesAreLocked(async () => {
        const answer = create(input, key).catch((error: unknown) => ({ error }))
        await eventually(async () => expect(await idsOf(input.lastName)).toHaveLength(1))
        await firm.processes.kill(name)
        lost = await answer
      })
      expect(lost).not.toHaveProperty('data.contactCreate')
      await firm.processes.restart(name)

      // The log may take longer than a second to tell the cursor to somebody who starts.
      const again = { cursor: expect.any(String), contact: { id: expect.any(String), phones: [] }, userErrors: [] }
      await eventually(async () => expect((await create(input, key)).data!.contactCreate).toEqual(again))
      expect(await idsOf(input.lastName)).toHaveLength(1)
    },
  )
})

describe('a cursor that comes along (API-2)', { timeout: 60_000 }, () => {
  const asking = (cursor: string) =>
    post<object>(
      firm.admin,
      '{ viewings(first: 1) { edges { cursor } } }',
      {},
      { headers: { 'portico-after': cursor } },
    )

  it('is read by its subgraph in another process, and waited for by the one that is asked', async () => {
    const key = randomUUID()
    const created = await vi.waitFor(async () => {
      const { data } = await create({ firstName: 'Kim', lastName: 'Lake' }, key)
      return data!.contactCreate.cursor ?? expect.fail('The log has not told the cursor yet.')
    }, patient)
    expect(await asking(created)).toMatchObject({ data: { viewings: { edges: expect.any(Array) } } })
    const { errors } = await asking(`${created.slice(0, -2)}${created.endsWith('AA') ? 'BB' : 'AA'}`)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
