import { describe, it } from 'vitest'
import { openRandom } from '../support/random.ts'
import { runLaws } from './laws/run.ts'

describe('accounts of one company at random', () => {
  it(
    'are each one contact’s, and open to who knows their password, whatever is done at once (ACC-1, ACC-10; 30 acts)',
    () => runLaws(30, openRandom(Number(process.env['SEED'] ?? 1))),
    300_000,
  )
})
