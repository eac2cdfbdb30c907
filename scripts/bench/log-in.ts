import { ask } from '../demo-client.ts'
import { demoPeople, logInToDemo } from '../demo.ts'
import type { Product } from './product.ts'

export interface LogInFigures {
  /** Milliseconds of a list query while nothing else happens. */
  readonly idle: readonly number[]
  /** The same while the queue of password hashes is kept full by failing log-ins. */
  readonly busy: readonly number[]
  /** Log-ins a second, the machine shared with the queries. */
  readonly logIns: number
}

const QUERY = '{ contacts(first: 20) { edges { node { id displayName emails } } } }'
const ATTEMPT = `mutation { staffLogIn(input: { company: "nobody", email: "nobody@example.com", password: "not the right one" }) {
  userErrors { code } } }`

/** What others notice while everybody logs in: the time of a list query with the hash queue idle and full. */
export async function benchLogIn({ url }: Product, seconds = 5, waiting = 50): Promise<LogInFigures> {
  const token = await logInToDemo(url, demoPeople.administrator)
  await times(url, token, 1)
  const idle = await times(url, token, seconds)
  let isOver = false
  let logIns = 0
  const attempts = Array.from({ length: waiting }, async () => {
    while (!isOver) {
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: ATTEMPT }),
      }).then((response) => response.text())
      if (!isOver) logIns++
    }
  })
  const busy = await times(url, token, seconds)
  isOver = true
  await Promise.all(attempts)
  return { idle, busy, logIns: logIns / seconds }
}

async function times(url: string, token: string, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const found: number[] = []
  while (performance.now() < until) {
    const before = performance.now()
    await ask(url, token, QUERY)
    found.push(performance.now() - before)
  }
  return found
}
