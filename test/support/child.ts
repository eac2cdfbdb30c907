import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** How a process ended, and all it said. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A process of the built product, as an operator runs and kills it. */
export interface Child {
  readonly pid: number
  readonly ended: Promise<Ended>
  /** What it has said on standard error so far. */
  readonly stderr: string
  /** Waits until it has said this on standard output; fails when it ends before, or says nothing for a minute. */
  said(words: RegExp): Promise<RegExpExecArray>
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Ended>
}

const PATIENCE_MS = 60_000

/** Runs a script of `dist` with these settings and no others. */
export function runScript(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = root,
): Child {
  const child = spawn(process.execPath, [join(root, 'dist', script), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  let listen = (): void => {}
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
    listen()
  })
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr })
      listen()
    })
  })

  return {
    pid: child.pid!,
    ended,
    get stderr() {
      return stderr
    },
    said: (words) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`It did not say ${words}: ${stdout}${stderr}`)), PATIENCE_MS)
        listen = () => {
          const found = words.exec(stdout)
          if (!found && child.exitCode === null && child.signalCode === null) return
          clearTimeout(timer)
          listen = () => {}
          if (found) resolve(found)
          else reject(new Error(`It ended before it said ${words}: ${stdout}${stderr}`))
        }
        listen()
      }),
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
