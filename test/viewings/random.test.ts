import { describe, it } from 'vitest'
import { runAtRandom } from './random-run.ts'

describe('viewings and blocks of one company at random', () => {
  it(
    'do what a model says, one by one, and never overlap, at once (VIE-8; 500 operations)',
    () => runAtRandom(500),
    120_000,
  )
})
