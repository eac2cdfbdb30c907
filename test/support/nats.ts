import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { freePorts } from './ports.ts'

const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/bin']

/** The nats-server of this machine, or null where none is installed. */
export const natsServer = folders.map((folder) => join(folder, 'nats-server')).find((path) => existsSync(path)) ?? null

export const withoutNats = 'The broadcast is not tried: no NATS is installed (`apt-get install nats-server`).'

/** A nats-server with JetStream of a test's own. */
export interface NatsUnderTest {
  readonly url: string
  /** Starts it and waits until it listens. */
  start(): Promise<void>
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Loses all that it has stored; only while it is not running. */
  empty(): void
  /** The names of its streams that hold something. */
  streams(): Promise<string[]>
  stop(): Promise<void>
}

/** Not started yet. */
export async function prepareNats(): Promise<NatsUnderTest> {
  const [port] = (await freePorts(1)) as [number]
  const store = mkdtempSync(join(tmpdir(), 'portico-nats-'))
  let server: ChildProcess | null = null

  async function kill() {
    const running = server
    server = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }

  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      const words = ['--jetstream', '--store_dir', store, '--addr', '127.0.0.1', '--port', `${port}`]
      const started = (server = spawn(natsServer!, words, { stdio: 'ignore' }))
      const deadline = Date.now() + 10_000
      while (!(await answers(port))) {
        if (started.exitCode !== null || Date.now() > deadline) throw new Error('The nats-server has not started.')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    kill,
    async streams() {
      const client = await connect({ servers: `127.0.0.1:${port}` })
      try {
        const all = await (await jetstreamManager(client)).streams.list().next()
        return all.filter(({ state }) => state.messages > 0).map(({ config }) => config.name)
      } finally {
        await client.close()
      }
    },
    empty: () => rmSync(store, { recursive: true, force: true }),
    async stop() {
      await kill()
      rmSync(store, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1')
    // It greets once it is ready.
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
