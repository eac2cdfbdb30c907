import { subgraphNames, type SubgraphName } from '../../subgraphs/kernel/subgraph.ts'
import { runScript, type Child, type Ended } from './child.ts'
import { freePorts } from './ports.ts'

export type ProcessName = SubgraphName | 'gateway'

/** The product as five processes of the built code: a gateway, and each subgraph alone. */
export interface Processes {
  /** The gateway, without a trailing slash. */
  readonly url: string
  /** Where each subgraph listens. */
  readonly urls: Readonly<Record<SubgraphName, string>>
  /** The lines that one which runs has logged. */
  logged(name: ProcessName): readonly Readonly<Record<string, unknown>>[]
  /** Ends one of them without a word, as kill -9 does. */
  kill(name: ProcessName): Promise<Ended>
  /** Ends one of them in order. */
  end(name: ProcessName): Promise<Ended>
  /** Starts one that has ended, and waits until it is ready. */
  restart(name: ProcessName): Promise<void>
  stop(): Promise<void>
}

const PATIENCE_MS = 60_000

/** Starts them on free ports, with the databases and folders that `env` names, and waits until each is ready. */
export async function startProcesses(env: Readonly<Record<string, string>>): Promise<Processes> {
  const ports = await freePorts(subgraphNames.length + 1)
  const port = String(ports.pop())
  const urls = Object.fromEntries(
    subgraphNames.map((name, i) => [name, `http://127.0.0.1:${ports[i]}`]),
  ) as Processes['urls']
  const url = `http://127.0.0.1:${port}`
  const settings = {
    LOG_LEVEL: 'warn',
    // Slow is what a busy machine is, and no news.
    SLOW_MS: '600000',
    DATABASE_POOL: '4',
    PORT: port,
    ...Object.fromEntries(subgraphNames.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, urls[name]])),
    ...env,
  }
  const running = new Map<ProcessName, Child>()

  function start(name: ProcessName): void {
    const script = name === 'gateway' ? 'gateway/main.js' : 'subgraphs/main.js'
    running.set(name, runScript(script, name === 'gateway' ? [] : [name], settings))
  }
  function end(name: ProcessName, signal: NodeJS.Signals): Promise<Ended> {
    const child = running.get(name)!
    running.delete(name)
    return child.end(signal)
  }
  const ready = (name: ProcessName): Promise<void> =>
    answering(name === 'gateway' ? url : urls[name], running.get(name)!)
  const stop = async (): Promise<void> => {
    await Promise.all([...running.keys()].map((name) => end(name, 'SIGTERM')))
  }

  try {
    subgraphNames.forEach(start)
    await Promise.all(subgraphNames.map(ready))
    start('gateway')
    await ready('gateway')
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    urls,
    stop,
    logged: (name) =>
      (running.get(name)?.stderr ?? '')
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    kill: (name) => end(name, 'SIGKILL'),
    end: (name) => end(name, 'SIGTERM'),
    async restart(name) {
      start(name)
      await ready(name)
    },
  }
}

async function answering(url: string, child: Child): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  let hasEnded = false
  void child.ended.then(() => (hasEnded = true))
  while (!hasEnded && Date.now() < deadline) {
    const isReady = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} has not become ready: ${(await child.end('SIGKILL')).stderr}`)
}
