import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { runScript, type Child, type Ended } from '../support/child.ts'
import { freePorts } from '../support/ports.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

export const memberNames = [
  'contacts',
  'accounts',
  'viewings',
  'tickets',
  'tickets again',
  'gateway',
  'gateway again',
] as const
export type MemberName = (typeof memberNames)[number]

/**
 * The product as it runs on many machines: two gateways, two processes of tickets, one of each other subgraph, a
 * PostgreSQL of its own, and between all of them connections that can be cut.
 */
export interface Fleet {
  readonly dataDir: string
  readonly databaseUrl: string
  readonly postgres: EmbeddedPostgres
  /** The two ways in, each to another gateway first. */
  readonly doors: readonly TcpProxy[]
  /** The ways from process to process. */
  readonly ways: readonly TcpProxy[]
  /** Ends one without a word, and starts it again; false when it was just dead. */
  kill(name: MemberName): boolean
  /** Ends one in order and starts it again once it has ended; resolves when it is ready. */
  restart(name: MemberName): Promise<Ended & { readonly ms: number }>
  /** Those that have ended though nobody told them to, with what they said. */
  readonly fallen: readonly string[]
  /** Until all of them can answer. */
  ready(): Promise<void>
  stop(): Promise<void>
}

const START_MS = 60_000

export async function openFleet(): Promise<Fleet> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-fleet-'))
  const undo: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const postgres = await startPostgres({ dataDir, log: () => {}, durable: false })
    undo.push(() => postgres.stop())
    for (const name of subgraphNames) await migrate(settingsOf(readConfig({}), name, postgres.url))
    const members = await openMembers({ DATA_DIR: dataDir, DATABASE_URL: postgres.url })
    undo.push(members.stop)
    const late = delay(START_MS, null, { ref: false }).then(() =>
      Promise.reject(new Error('The fleet does not start.')),
    )
    await Promise.race([members.ready(), late])
    late.catch(() => {})
    return { dataDir, databaseUrl: postgres.url, postgres, ...members, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Members = Pick<Fleet, 'doors' | 'ways' | 'kill' | 'restart' | 'fallen' | 'ready' | 'stop'>

async function openMembers(env: Readonly<Record<string, string>>): Promise<Members> {
  const free = await freePorts(memberNames.length)
  const ports = Object.fromEntries(memberNames.map((name, i) => [name, free[i]!])) as Record<MemberName, number>
  const ways = Object.fromEntries(
    await Promise.all(
      subgraphNames.map(async (name) => {
        const also = name === 'tickets' ? [ports['tickets again']] : []
        return [name, await openTcpProxy(ports[name], ...also)] as const
      }),
    ),
  )
  const doors = [
    await openTcpProxy(ports.gateway, ports['gateway again']),
    await openTcpProxy(ports['gateway again'], ports.gateway),
  ]
  const running = new Map<MemberName, Child>()
  const told = new Set<Child>()
  const fallen: string[] = []
  let isStopping = false

  function start(name: MemberName): void {
    const [kind] = name.split(' ') as [string]
    const urls = subgraphNames.map((each) => [
      `SUBGRAPH_URL_${each.toUpperCase()}`,
      `http://127.0.0.1:${each === kind ? ports[name] : ways[each]!.port}`,
    ])
    const settings = {
      LOG_LEVEL: 'error',
      DATABASE_POOL: '4',
      PORT: String(ports[name]),
      ...Object.fromEntries(urls),
      ...env,
    }
    const child =
      kind === 'gateway' ? runScript('gateway/main.js', [], settings) : runScript('subgraphs/main.js', [kind], settings)
    running.set(name, child)
    void child.ended.then(({ code, stderr }) => {
      if (told.has(child) || isStopping) return
      // A database that is away for longer than a start waits is no fault of the process that starts.
      if (!stderr.includes('does not answer')) fallen.push(`${name} ended with ${code}: ${stderr.slice(-2000)}`)
      start(name)
    })
  }
  const end = (name: MemberName, signal: NodeJS.Signals): Promise<Ended> => {
    const child = running.get(name)!
    told.add(child)
    return child.end(signal)
  }
  /** However long it takes, and however often it falls and is started again meanwhile. */
  const readyOf = async (name: MemberName): Promise<void> => {
    const isReady = () =>
      fetch(`http://127.0.0.1:${ports[name]}/ready`, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.ok,
        () => false,
      )
    while (!isStopping && !(await isReady())) await delay(50)
  }

  memberNames.forEach(start)
  return {
    doors,
    ways: Object.values(ways),
    fallen,
    kill(name) {
      if (told.has(running.get(name)!)) return false
      void end(name, 'SIGKILL').then(() => {
        if (!isStopping) start(name)
      })
      return true
    },
    async restart(name) {
      const before = Date.now()
      const ended = await end(name, 'SIGTERM')
      const ms = Date.now() - before
      start(name)
      await readyOf(name)
      return { ...ended, ms }
    },
    async ready() {
      await Promise.all(memberNames.map(readyOf))
    },
    async stop() {
      isStopping = true
      await Promise.all([...running.values()].map((child) => child.end('SIGKILL')))
      await Promise.all([...Object.values(ways), ...doors].map((proxy) => proxy.close()))
    },
  }
}

/** The processes of a PostgreSQL server, without their parent. */
export function backendsOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
