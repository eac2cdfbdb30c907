import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { subgraphNames, type SubgraphName } from '../../subgraphs/kernel/subgraph.ts'
import { startApp } from '../support/app.ts'
import { fourDatabases, freshDatabase } from '../support/database.ts'
import { natsServer, prepareNats, withoutNats } from '../support/nats.ts'
import { startProcesses } from '../support/processes.ts'
import { journey, type Founded } from './journey.ts'

const root = join(import.meta.dirname, '../..')
const administrator = { email: 'admin@example.com', password: 'seven slow lighthouses' }

/** Founds the company as an operator does it, by the command, and reads what it prints. */
function found(env: Readonly<Record<string, string>>): Founded {
  const handle = 'harbour'
  const words = ['--name', 'Harbour', '--handle', handle, '--email', administrator.email]
  const script = join(root, 'dist/scripts/company.js')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, ...words, '--first-name', 'Alex', '--last-name', 'Admin'],
    {
      cwd: root,
      env: { PATH: process.env['PATH'], PORTICO_ADMIN_PASSWORD: administrator.password, ...env },
      encoding: 'utf8',
    },
  )
  const portalKey = /portal key (\S+)\.$/m.exec(stdout)?.[1]
  if (!portalKey) throw new Error(`The company was not founded: ${stderr}`)
  return { handle, portalKey, administrator }
}

describe('the journey from the first contact to the solved request', () => {
  const undo: (() => unknown)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })

  it('runs in one process on one database (ACC-1, ACC-2, ACC-3, ACC-4, VIE-2, VIE-6, VIE-7, VIE-9, VIE-10, VIE-11, VIE-13, TIC-1, TIC-3, TIC-4, TIC-7, API-1, API-2)', async () => {
    const app = await startApp()
    undo.push(() => app.stop())
    await journey(app, found({ DATABASE_URL: app.databaseUrl }))
  })

  it('runs in five processes on one database (API-1)', { timeout: 90_000 }, async () => {
    const database = await freshDatabase()
    undo.push(() => database.drop())
    await inProcesses({ DATABASE_URL: database.url })
  })

  it(
    'runs in five processes on four databases, each with a role of its own, and NATS (API-1)',
    { timeout: 90_000 },
    async () => {
      const databases = await fourDatabases()
      undo.push(() => databases.drop())
      const urlOf = (name: SubgraphName) => [`DATABASE_URL_${name.toUpperCase()}`, databases.urls[name]]
      const urls = Object.fromEntries(subgraphNames.map(urlOf))
      if (!natsServer) {
        console.warn(withoutNats)
        return inProcesses(urls)
      }
      const nats = await prepareNats()
      undo.push(() => nats.stop())
      await nats.start()
      await inProcesses({ ...urls, NATS_URL: nats.url })
      expect((await nats.streams()).map((name) => name.split('_')[2]).sort()).toEqual([...subgraphNames].sort())
    },
  )

  async function inProcesses(databases: Readonly<Record<string, string>>): Promise<void> {
    const dataDir = mkdtempSync(join(tmpdir(), 'portico-processes-'))
    undo.push(() => rmSync(dataDir, { recursive: true, force: true }))
    const env = { ...databases, DATA_DIR: dataDir }
    const company = found(env)
    const processes = await startProcesses(env)
    undo.push(() => processes.stop())
    await journey({ url: processes.url, dataDir }, company)
  }
})
