import { describe, it } from 'vitest'
import { runLaws } from '../accounts/laws/run.ts'

/** A run that is made again is one of them. */
const companies = process.env['SEED'] ? 1 : 10

describe('accounts of one company at random', () => {
  it('are each one contact’s, and open to who knows their password, whatever is done at once (ACC-1, ACC-10; 2,000 acts)', async () => {
    for (let made = 0; made < companies; made++) await runLaws(200)
  })
})
