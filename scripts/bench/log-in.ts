import { ask } from '../demo-client.ts'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
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

/** One more than the queue lets wait (see accounts' hashing): as many as are at it or wait for it when it is full. */
const ENOUGH_TO_FILL = 101

/**
 * What others notice while everybody logs in: the time of a list query with the hash queue idle and full. The product and
 * all its clients share this process, so the figure holds what the clients cost, too.
 */
export async function benchLogIn({ url }: Product, seconds = 5): Promise<LogInFigures> {
  const token = await logInToDemo(url, demoPeople.administrator)
  await times(url, token, 1)
  const idle = await times(url, token, seconds)
  let isOver = false
  let logIns = 0
  const attempts = Array.from({ length: ENOUGH_TO_FILL }, async () => {
    while (!isOver) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: ATTEMPT }),
      }).then((response) => response.text())
      // Whoever was turned away has not been hashed.
      if (!isOver && answer.includes('CREDENTIALS_INVALID')) logIns++
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
