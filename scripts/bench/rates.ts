import { quantile } from './figures.ts'

/** How often something was done a second, beside its peer. */
export interface Rates {
  readonly product: number
  readonly peer: number
  /** Product to peer, the median of the rounds' ratios. */
  readonly ratio: number
}

interface Contest {
  readonly product: () => PromiseLike<unknown>
  readonly peer: () => PromiseLike<unknown>
  readonly atOnce?: number
  readonly rounds?: number
  readonly seconds?: number
}

/** Lets product and peer take turns, so that a machine that is busy otherwise slows both. */
export async function compare({ product, peer, atOnce = 4, rounds = 7, seconds = 0.7 }: Contest): Promise<Rates> {
  await perSecond(product, atOnce, seconds)
  await perSecond(peer, atOnce, seconds)
  const measured: { product: number; peer: number }[] = []
  for (let round = 0; round < rounds; round++) {
    measured.push({
      product: await perSecond(product, atOnce, seconds),
      peer: await perSecond(peer, atOnce, seconds),
    })
  }
  const median = (values: number[]) => quantile(values, 0.5)
  return {
    product: median(measured.map((each) => each.product)),
    peer: median(measured.map((each) => each.peer)),
    ratio: median(measured.map((each) => each.product / each.peer)),
  }
}

async function perSecond(work: () => PromiseLike<unknown>, atOnce: number, seconds: number): Promise<number> {
  const from = performance.now()
  const until = from + seconds * 1000
  let done = 0
  const one = async () => {
    while (performance.now() < until) {
      await work()
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return (done * 1000) / (performance.now() - from)
}
