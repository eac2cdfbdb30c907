import { benchAppend } from './append.ts'
import { benchConfirm } from './confirm.ts'
import { latency, quantile } from './figures.ts'
import { benchFreeTimes } from './free-times.ts'
import { benchHomepage } from './homepage.ts'
import { benchIdentity } from './identity.ts'
import { benchLogIn } from './log-in.ts'
import { startDatabase, startProduct } from './product.ts'
import { benchPush } from './push.ts'
import { benchRestore } from './restore.ts'
import { benchStartUp } from './start-up.ts'
import { benchStorm, benchSubscribers } from './subscribers.ts'

// Measures the README's figures: `npm run bench` measures all, some minutes, `npm run bench -- push append` some. What
// matters are the ratios, each to a peer measured in the same run; the absolute figures are this machine's, at this moment.
const say = (line: string): void => console.log(line)

async function startUp(): Promise<void> {
  const { cold, warm } = await benchStartUp()
  say(`Start-up, from the process to the first answer: cold ${cold.toFixed(1)} s, warm ${warm.toFixed(1)} s`)
}

async function push(): Promise<void> {
  const product = await startProduct()
  try {
    const { pushed, bare, busy } = await benchPush(product)
    say(`Commit to push over WebSocket, two processes, ${pushed.length} events: ${latency(pushed)}`)
    say(`  a payload in NOTIFY and a bare WebSocket: ${latency(bare)}`)
    say(`  ratio of the p50s: ${(quantile(pushed, 0.5) / quantile(bare, 0.5)).toFixed(2)}`)
    say(`  at 150 events/s, with somebody's transaction held open for 6 s, ${busy.length} events: ${latency(busy)}`)
  } finally {
    await product.stop()
  }
}

async function logIn(): Promise<void> {
  const product = await startProduct()
  try {
    const { idle, busy, logIns, bare } = await benchLogIn(product)
    say(`A list query, idle: ${latency(idle)}`)
    say(`  with the hash queue full (${logIns.toFixed(0)} log-ins/s): ${latency(busy)}`)
    say(`  ratio of the p99s: ${(quantile(busy, 0.99) / quantile(idle, 0.99)).toFixed(2)}`)
    say(`  a bare loop of the same hash: ${bare.toFixed(0)}/s; ratio ${(logIns / bare).toFixed(2)}`)
  } finally {
    await product.stop()
  }
}

async function identity(): Promise<void> {
  const product = await startProduct()
  try {
    const { token, key, assertion } = await benchIdentity(product)
    say(`A query that asks no subgraph, with an access token: ${token.product.toFixed(0)}/s`)
    say(`  without one: ${token.peer.toFixed(0)}/s; ratio ${token.ratio.toFixed(2)}`)
    say(`  with an API key: ${key.product.toFixed(0)}/s; ratio ${key.ratio.toFixed(2)}`)
    say(`Assertions from one process to another, signed and verified: ${assertion.product.toFixed(0)}/s`)
    say(`  jose verifies access tokens: ${assertion.peer.toFixed(0)}/s; ratio ${assertion.ratio.toFixed(2)}`)
  } finally {
    await product.stop()
  }
}

async function append(): Promise<void> {
  const database = await startDatabase()
  try {
    const { append, bare, ratio, rounds, writers } = await benchAppend(database.url)
    say(`Appends with advance() running, ${writers} writers: ${append.toFixed(0)}/s`)
    say(
      `  inserts into an equal table: ${bare.toFixed(0)}/s; ratio, the median of ${rounds.length} rounds: ${ratio.toFixed(2)}`,
    )
  } finally {
    await database.stop()
  }
}

async function confirm(): Promise<void> {
  const product = await startProduct()
  try {
    const { product: whole, bare, ratio, rivals, atOnce, wrong } = await benchConfirm(product)
    say(`Confirmations, ${atOnce} at once, each time wanted by ${rivals}: ${whole.toFixed(0)}/s, ${wrong} times wrong`)
    say(`  the two rows alone under the same constraints: ${bare.toFixed(0)}/s; ratio ${ratio.toFixed(2)}`)
    if (wrong > 0) process.exitCode = 1
  } finally {
    await product.stop()
  }
}

async function homepage(): Promise<void> {
  const product = await startProduct()
  try {
    const { product: whole, peer, ratio } = await benchHomepage(product)
    say(`A client's homepage of 20 properties: ${whole.toFixed(0)}/s`)
    say(`  one statement by hand behind a bare HTTP server: ${peer.toFixed(0)}/s; ratio ${ratio.toFixed(2)}`)
  } finally {
    await product.stop()
  }
}

async function freeTimes(): Promise<void> {
  const product = await startProduct()
  try {
    const { product: whole, peer, ratio } = await benchFreeTimes(product)
    say(`Free times of 50 agents in a month: ${whole.toFixed(1)}/s`)
    say(`  one statement over every quarter of an hour: ${peer.toFixed(1)}/s; ratio ${ratio.toFixed(2)}`)
  } finally {
    await product.stop()
  }
}

async function subscribers(): Promise<void> {
  const names = { product: 'The product', plain: '  graphql-ws alone', wire: '  the wire alone' } as const
  for (const kind of ['product', 'plain', 'wire'] as const) {
    const { subscribers, rss, heap, arrivals, lost, repeated } = await benchSubscribers(kind, 10_000)
    const memory = `${(rss / 1000).toFixed(1)} KB each (heap ${(heap / 1000).toFixed(1)})`
    const arrived = `one event to all: ${latency(arrivals)}, lost ${lost}, repeated ${repeated}`
    say(`${names[kind]}, ${subscribers} WebSocket subscribers in one process: ${memory}; ${arrived}`)
    expectAll(lost, repeated)
  }
  const { missed, ms, refused, pageReads, ...storm } = await benchStorm(5_000)
  const caughtUp = `${(ms / 1000).toFixed(1)} s, ${pageReads} pages read, ${refused} times asked to come again`
  say(
    `${storm.subscribers} reconnect at once, each ${missed} events behind: ${caughtUp}, lost ${storm.lost}, repeated ${storm.repeated}`,
  )
  expectAll(storm.lost, storm.repeated)
}

/** A figure of a stream that loses or repeats something is worth nothing. */
function expectAll(lost: number, repeated: number): void {
  if (lost + repeated > 0) process.exitCode = 1
}

async function restore(): Promise<void> {
  const filled = await startDatabase()
  try {
    const { megabytes, backup, restore, bare, backupPeak, restorePeak } = await benchRestore(filled.url)
    say(
      `Backup of ${megabytes.toFixed(0)} MB: ${backup.toFixed(0)} s per GB, at most ${backupPeak?.toFixed(0)} MB of memory`,
    )
    say(`Restore: ${restore.toFixed(0)} s per GB, at most ${restorePeak?.toFixed(0)} MB of memory`)
    say(`  COPY from plain files: ${bare.toFixed(0)} s per GB; ratio ${(restore / bare).toFixed(2)}`)
  } finally {
    await filled.stop()
  }
}

const parts = {
  'start-up': startUp,
  push,
  'log-in': logIn,
  identity,
  append,
  confirm,
  homepage,
  'free-times': freeTimes,
  restore,
  subscribers,
}
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": name some of ${Object.keys(parts).join(', ')}, or none for all.`)
  process.exit(2)
}
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await run()
}
process.exit()
