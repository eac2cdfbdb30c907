import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Servers that are killed and started again need their ports back. They are below those that the system gives to
// outgoing connections, from 32768 on: one of these may hold a port just when its server wants it again.
const LOWEST = 20_000
const SLICES = 200
const SLICE = 60

/** Free ports, no two alike, from a slice of this process's own: those beside it choose others. */
export async function freePorts(count: number): Promise<number[]> {
  const first = LOWEST + (process.pid % SLICES) * SLICE
  const start = randomInt(SLICE)
  const free: number[] = []
  for (let n = 0; free.length < count; n++) {
    if (n === SLICE) throw new Error(`Of the ports from ${first} to ${first + SLICE - 1} too few are free.`)
    const port = first + ((start + n) % SLICE)
    if (await isFree(port)) free.push(port)
  }
  return free
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
