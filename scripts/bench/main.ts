import { benchAppend } from './append.ts'
import { latency, quantile } from './figures.ts'
import { benchLogIn } from './log-in.ts'
import { startDatabase, startProduct } from './product.ts'
import { benchPush } from './push.ts'
import { benchRestore } from './restore.ts'
import { benchStartUp } from './start-up.ts'

// Measures the README's figures: `npm run bench`, about a minute. What matters are the ratios, each to a peer measured in
// the same run; the absolute figures are this machine's, at this moment.
const say = (line: string): void => console.log(line)

const startUp = await benchStartUp()
say(
  `Start-up, from the process to the first answer: cold ${startUp.cold.toFixed(1)} s, warm ${startUp.warm.toFixed(1)} s`,
)

const product = await startProduct()
try {
  const { pushed, bare } = await benchPush(product)
  say(`Commit to push over WebSocket, two processes, ${pushed.length} events: ${latency(pushed)}`)
  say(`  a payload in NOTIFY and a bare WebSocket: ${latency(bare)}`)
  say(`  ratio of the p50s: ${(quantile(pushed, 0.5) / quantile(bare, 0.5)).toFixed(2)}`)

  const { idle, busy, logIns } = await benchLogIn(product)
  say(`A list query, idle: ${latency(idle)}`)
  say(`  with the hash queue full (${logIns.toFixed(0)} log-ins/s): ${latency(busy)}`)
  say(`  ratio of the p99s: ${(quantile(busy, 0.99) / quantile(idle, 0.99)).toFixed(2)}`)
} finally {
  await product.stop()
}

const database = await startDatabase()
try {
  const append = await benchAppend(database.url)
  say(`Appends with advance() running, ${append.writers} writers: ${append.append.toFixed(0)}/s`)
  say(
    `  inserts into an equal table: ${append.bare.toFixed(0)}/s; ratio, the median of ${append.rounds.length} rounds: ${append.ratio.toFixed(2)}`,
  )
} finally {
  await database.stop()
}

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
process.exit(0)
