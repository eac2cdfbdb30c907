import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { begin, pictureOf, setPicture } from '../accounts/profile.ts'
import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { eventually } from '../support/eventually.ts'
import { filesIn, photo, reachedBy, refusalOf, sendFile } from '../support/upload.ts'
import { openFirm, type Firm } from './firm.ts'

let firm: Firm
let sql: Sql
beforeAll(async () => {
  firm = await openFirm({ LOG_LEVEL: 'trace' })
  sql = connect({ url: firm.databaseUrl, schema: 'accounts', role: 'portico_accounts', pool: 1 })
}, 120_000)
afterAll(async () => {
  await sql?.end()
  await firm?.close()
})

const stateOf = async (upload: { readonly expiresAt: string }): Promise<unknown> => {
  const [row] = await sql`select state from file where expires_at = ${upload.expiresAt}`
  return row?.['state']
}

describe('files with accounts in a process of its own', () => {
  it('stream through the gateway, both ways (API-10, ACC-18)', async () => {
    const picture = await pictureOf(firm.admin, await photo(900, 600))
    const response = await fetch(reachedBy(firm.admin, picture.large))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const bytes = await response.arrayBuffer()
    expect(bytes.byteLength).toBe(Number(response.headers.get('content-length')))
    const part = await fetch(reachedBy(firm.admin, picture.large), { headers: { range: 'bytes=-5' } })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5])
    const forged = picture.large.replace(/signature=.{5}/, 'signature=AAAAA')
    expect(await refusalOf(await fetch(reachedBy(firm.admin, forged)))).toEqual([403, 'FILE_URL_INVALID'])
  })

  it('keep their addresses’ signatures, which let everybody in, out of all logs (API-10)', async () => {
    const upload = await begin(firm.admin, 10)
    expect((await sendFile(firm.admin, upload, Buffer.alloc(9))).status).toBe(400)
    const { large } = await pictureOf(firm.admin)
    expect((await fetch(reachedBy(firm.admin, large))).status).toBe(200)
    const told = expect.objectContaining({ msg: 'A route was answered.' })
    await eventually(async () => expect(firm.processes.logged('gateway')).toContainEqual(told))
    for (const name of ['gateway', 'accounts'] as const) {
      const lines = JSON.stringify(firm.processes.logged(name))
      for (const { searchParams } of [new URL(upload.url), new URL(large)]) {
        expect(lines, name).not.toContain(searchParams.get('signature'))
      }
    }
  })

  it('and calendars keep what lets one read a feed out of all logs, too (VIE-14)', async () => {
    const { calendarFeedCreate } = await firm.admin.ask<{ calendarFeedCreate: { url: string } }, object>(
      'mutation { calendarFeedCreate(input: {}) { url userErrors { code } } }',
    )
    const { pathname } = new URL(calendarFeedCreate.url)
    const told = () => firm.processes.logged('gateway').filter(({ subgraph }) => subgraph === 'viewings')
    const before = told().length
    const response = await fetch(`${firm.admin.url}${pathname}`)
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('BEGIN:VCALENDAR')])
    expect((await fetch(`${firm.admin.url}${pathname}x`)).status).toBe(404)
    await eventually(async () => expect(told().length).toBeGreaterThan(before))
    const [, secret = ''] = /-(.+)\.ics$/.exec(pathname) ?? []
    expect(secret).toHaveLength(32)
    for (const name of ['gateway', 'viewings', 'accounts'] as const) {
      expect(JSON.stringify(firm.processes.logged(name)), name).not.toContain(secret)
    }
  })

  it('leave a row by which they are found where accounts is killed while it receives one (API-10)', async () => {
    const body = await photo(40, 30)
    const upload = await begin(firm.admin, body.length)
    const sending = request(reachedBy(firm.admin, upload.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${firm.admin.token}`, 'content-length': body.length },
    })
    const broken = new Promise<number>((resolve) => {
      sending.on('error', () => resolve(0)).on('response', (response) => resolve(response.resume().statusCode!))
    })
    sending.write(body.subarray(0, 100))
    await eventually(async () => expect(await stateOf(upload)).toBe('RECEIVING'))
    await firm.processes.kill('accounts')
    expect([0, 503]).toContain(await broken)
    sending.destroy()
    const gone = await fetch(reachedBy(firm.admin, upload.url), { method: 'PUT', body: new Uint8Array(body) })
    expect(gone.status).toBe(503)

    await firm.processes.restart('accounts')
    await eventually(async () => {
      expect(await refusalOf(await sendFile(firm.admin, upload, body))).toEqual([409, 'UPLOAD_ALREADY_SENT'])
    })
    expect((await setPicture(firm.admin, upload.id)).userErrors).toMatchObject([{ code: 'UPLOAD_NOT_RECEIVED' }])
    const [left] = await sql`select sweep_at > now() and sweep_at < now() + interval '1 hour' as soon from file
      where expires_at = ${upload.expiresAt}`
    expect(left).toEqual({ soon: true })
    expect(
      (await filesIn(firm.dataDir)).filter((path) => path.includes('/files/') && path.includes(upload.id)),
    ).toEqual([])
  }, 60_000)
})
