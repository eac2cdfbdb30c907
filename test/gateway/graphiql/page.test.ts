import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestGateway, type TestGateway } from '../support/gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portico-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Portico</title>')
  await writeFile(join(folder, 'assets/index-1a2b3c.js'), 'main()')
  gateway = await openTestGateway({ publicDir: folder })
})
afterAll(() => gateway.close())

const headersOf = async (path: string) => (await fetch(`${gateway.url}/graphiql/${path}`)).headers

describe('serving the page', () => {
  it('lets browsers keep what carries a hash, and ask each time for what does not', async () => {
    expect((await headersOf('')).get('cache-control')).toBe('no-cache')
    expect((await headersOf('assets/index-1a2b3c.js')).get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it('is found from anywhere before it, with what a mailed link brought', async () => {
    for (const from of ['/', '/graphiql']) {
      for (const query of ['', '?portal=harbour-homes&registration=a.b%2Bc']) {
        const { status, headers } = await fetch(`${gateway.url}${from}${query}`, { redirect: 'manual' })
        expect([status, headers.get('location')]).toEqual([302, `/graphiql/${query}`])
      }
    }
  })

  it('has nothing for browsers that ask for an icon unasked, without an error', async () => {
    expect((await fetch(`${gateway.url}/favicon.ico`)).status).toBe(204)
  })

  it('lets it load nothing from elsewhere and stand in no frame', async () => {
    const headers = await headersOf('')
    const policy = headers.get('content-security-policy')?.split('; ') ?? []
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    )
    expect(policy.join()).not.toMatch(/https?:|\*|unsafe-eval|script-src[^,]*unsafe-inline/)
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(['nosniff', 'DENY'])
  })
})
