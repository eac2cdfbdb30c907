import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between two programs and does to their connections what networks do. */
export interface TcpProxy {
  readonly port: number
  /** Breaks connections off, all of them or those that `chosen` picks; returns how many. */
  cut(chosen?: () => boolean): number
  /** Makes connections half-open: nothing is passed on any more in either direction, and neither side is told. */
  freeze(chosen?: () => boolean): number
  /** Gives up on what is frozen, as a router does in the end that has forgotten them. */
  forget(): void
  close(): Promise<void>
}

interface Pair {
  readonly ends: readonly [Socket, Socket]
  isFrozen: boolean
}

const host = '127.0.0.1'

/**
 * Listens on a free port and passes on to ports of this machine: to each in turn and past those where nobody listens, as
 * a load balancer does.
 */
export async function openTcpProxy(...targets: readonly number[]): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let taken = 0

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    const first = taken++
    near.on('error', () => {})
    const reach = (tried: number): void => {
      const far = connect({ port: targets[(first + tried) % targets.length]!, host, allowHalfOpen: true })
      const failed = (): void => {
        if (tried + 1 < targets.length && !near.destroyed) reach(tried + 1)
        else near.resetAndDestroy()
      }
      far.once('error', failed)
      far.once('connect', () => {
        far.off('error', failed)
        join(near, far)
      })
    }
    reach(0)
  })

  function join(near: Socket, far: Socket): void {
    const pair: Pair = { ends: [near, far], isFrozen: false }
    pairs.add(pair)
    near.setNoDelay(true)
    far.setNoDelay(true)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to)
      from.on('error', () => {
        if (!pair.isFrozen) end(pair)
      })
      from.on('close', () => {
        if (!pair.isFrozen) end(pair)
      })
    }
  }

  function end(pair: Pair): void {
    pairs.delete(pair)
    for (const socket of pair.ends) socket.resetAndDestroy()
  }
  function each(chosen: () => boolean, act: (pair: Pair) => void): number {
    const picked = [...pairs].filter((pair) => !pair.isFrozen && chosen())
    picked.forEach(act)
    return picked.length
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut: (chosen = () => true) => each(chosen, end),
    freeze: (chosen = () => true) =>
      each(chosen, (pair) => {
        pair.isFrozen = true
        for (const socket of pair.ends) socket.unpipe().pause()
      }),
    forget() {
      for (const pair of pairs) if (pair.isFrozen) end(pair)
    },
    async close() {
      for (const pair of pairs) end(pair)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
