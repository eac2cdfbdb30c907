import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { connect } from '../../subgraphs/kernel/db.ts'
import { readinessOf } from '../../subgraphs/kernel/readiness.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { freshDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

describe('whether a subgraph is ready', () => {
  it('is seen again once its database answers, however long and often it was asked in vain', async () => {
    const database = await freshDatabase()
    const held: Socket[] = []
    let isSilent = true
    const join = (near: Socket) => {
      const far = dial(Number(new URL(database.url).port), '127.0.0.1')
      for (const end of [near, far]) end.on('error', () => end.destroy())
      near.pipe(far).pipe(near)
    }
    const between = createServer((near) => (isSilent ? held.push(near) : join(near))).listen(0, '127.0.0.1')
    await once(between, 'listening')
    const url = new URL(database.url)
    url.port = String((between.address() as AddressInfo).port)
    const sql = connect({ url: url.href, schema: 'tickets', pool: 2 })
    const asked = { sql, events: { reach: { isReading: true } } } as unknown as Services
    try {
      const silent = { status: 'not ready', parts: { database: 'does not answer', log: 'ok' } }
      const twice = () => Promise.all([readinessOf(asked), readinessOf(asked)])
      for (let time = 0; time < 2; time++) expect(await twice()).toEqual([silent, silent])
      isSilent = false
      held.forEach(join)
      await eventually(async () => expect((await readinessOf(asked)).status).toBe('ok'))
    } finally {
      await sql.end({ timeout: 0 })
      between.close()
      await database.drop()
    }
  })
})
