/** Numbers that look random and are the same again for the same seed. */
export interface Random {
  readonly seed: number
  /** From 0 to below 1. */
  next(): number
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  one<T>(of: readonly T[]): T
}

/** The seed is `SEED` where it is given, so that a run that failed can be made again. (mulberry32) */
export function openRandom(seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32))): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return { seed: seed >>> 0, next, below, one: (of) => of[below(of.length)]! }
}
