import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'

const root = join(import.meta.dirname, '../..')

/** The product as five processes of the built code: a gateway, and each subgraph alone. */
export interface Processes {
  /** The gateway, without a trailing slash. */
  readonly url: string
  readonly byName: ReadonlyMap<string, ChildProcess>
  stop(): Promise<void>
}

const PATIENCE_MS = 30_000

/** Starts them on free ports, with the databases and folders that `env` names, and waits until each is ready. */
export async function startProcesses(env: Readonly<Record<string, string>>): Promise<Processes> {
  const ports = await freePorts(subgraphNames.length + 1)
  const addresses = subgraphNames.map((name, i) => [
    `SUBGRAPH_URL_${name.toUpperCase()}`,
    `http://127.0.0.1:${ports[i]}`,
  ])
  const all = {
    PATH: process.env['PATH'],
    ...Object.fromEntries(addresses),
    ...env,
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '4',
  }
  const byName = new Map<string, ChildProcess>()
  const start = (
    name: string,
    script: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ) => {
    const options = { cwd: root, env: { ...all, ...more }, stdio: ['ignore', 'inherit', 'inherit'] as const }
    byName.set(name, spawn(process.execPath, [join(root, script), ...args], { ...options, stdio: [...options.stdio] }))
  }
  const stop = async (): Promise<void> => {
    await Promise.all([...byName.values()].map(ended))
  }
  try {
    for (const name of subgraphNames) start(name, 'dist/subgraphs/main.js', [name])
    for (const [, address] of addresses) await ready(address!)
    const port = ports.at(-1)!
    start('gateway', 'dist/gateway/main.js', [], { PORT: String(port) })
    await ready(`http://127.0.0.1:${port}`)
    return { url: `http://127.0.0.1:${port}`, byName, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (
    !(await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error(`${url} has not become ready.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Ports that were free a moment ago; all are held while they are chosen, so that none is chosen twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
