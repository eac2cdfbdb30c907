import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Another process of a bench, which does one thing after the other as it is told. */
export interface Child {
  do<Result>(what: string, argument?: unknown): Promise<Result>
  end(): Promise<void>
}

interface Answer {
  readonly result?: unknown
  readonly failed?: string
}

/** Starts a file of this folder; it is ready when its first answer has come. */
export async function openChild(file: string, ...args: string[]): Promise<Child> {
  const child = fork(join(import.meta.dirname, file), args)
  const answered = async (): Promise<unknown> => {
    const over = new AbortController()
    try {
      const [answer] = (await Promise.race([
        once(child, 'message', { signal: over.signal }),
        once(child, 'exit', { signal: over.signal }).then(([code]) => [{ failed: `${file} ended with ${code}` }]),
      ])) as [Answer]
      if (answer.failed !== undefined) throw new Error(answer.failed)
      return answer.result
    } finally {
      over.abort()
    }
  }
  await answered()
  return {
    async do<Result>(what: string, argument?: unknown) {
      const answer = answered()
      child.send({ what, argument })
      return (await answer) as Result
    },
    async end() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

/** The other side: what this process does when it is told to, and what it does at the end. */
export function serveParent(deeds: Record<string, (argument: never) => unknown>, end: () => unknown = () => {}): void {
  process.on('message', ({ what, argument }: { what: string; argument: never }) => {
    Promise.resolve()
      .then(() => deeds[what]!(argument))
      .then(
        (result) => process.send!({ result }),
        (error: unknown) => process.send!({ failed: String(error) }),
      )
  })
  process.once('disconnect', () => void Promise.resolve(end()).finally(() => process.exit(0)))
  process.send!({})
}

/** What a process holds after its garbage is gone, in bytes. */
export interface Memory {
  readonly rss: number
  readonly heap: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

export async function memory(): Promise<Memory> {
  for (let round = 0; round < 4; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heap: heapUsed + external }
}
