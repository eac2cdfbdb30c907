import { readConfig } from '../../subgraphs/kernel/config.ts'

// Asks the gateway of this container, or the subgraph at the address given, whether it is alive: 0 when it is, else 1.
const address = process.argv[2] ?? `http://127.0.0.1:${readConfig(process.env).port}`
const isAlive = await fetch(new URL('/health', address), { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exitCode = isAlive ? 0 : 1
