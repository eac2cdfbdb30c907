import argon2 from 'argon2'
import { demoCompany, demoPassword, demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { ask } from '../demo-client.ts'
import { logInToDemo } from '../demo.ts'
import type { Product } from './product.ts'

export interface LogInFigures {
  /** Milliseconds of a list query while nothing else happens. */
  readonly idle: readonly number[]
  /** The same while the queue of password hashes is kept full by log-ins. */
  readonly busy: readonly number[]
  /** Log-ins a second, the machine shared with the queries. */
  readonly logIns: number
  /** Passwords a second that a bare loop verifies, one after the other and with nothing beside it. */
  readonly bare: number
}

const QUERY = '{ contacts(first: 20) { edges { node { id displayName emails } } } }'
const LOG_IN = `mutation ($input: StaffLogInInput!) { staffLogIn(input: $input) { session { id } userErrors { code } } }`

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
  const input = { company: demoCompany.handle, email: demoPeople.agent.email, password: demoPassword }
  const attempts = Array.from({ length: ENOUGH_TO_FILL }, async () => {
    while (!isOver) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: LOG_IN, variables: { input } }),
      }).then((response) => response.text())
      // Whoever was turned away has not been hashed. So many from one network are locked soon: that opens no session, and
      // costs the same hash.
      if (!isOver && /session_|CREDENTIALS_INVALID/.test(answer)) logIns++
    }
  })
  const busy = await times(url, token, seconds)
  isOver = true
  await Promise.all(attempts)
  return { idle, busy, logIns: logIns / seconds, bare: await bareVerifications(seconds) }
}

/** The same hash at the same cost (see accounts' hashing), and nothing around it. */
async function bareVerifications(seconds: number): Promise<number> {
  const hash = await argon2.hash(demoPassword, { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 })
  const from = performance.now()
  let done = 0
  for (; performance.now() < from + seconds * 1000; done++) await argon2.verify(hash, demoPassword)
  return (done * 1000) / (performance.now() - from)
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
