import { describe, expect, it } from 'vitest'
import { openRandom } from '../support/random.ts'
import { runChaos } from './run.ts'
import { faultless } from './verdict.ts'

describe('everything killed, cut off and frozen at random', () => {
  it('gives each of 24 hopping clients exactly what of the log is theirs', async () => {
    const aims = { events: 100_000, kills: 30, reconnects: 200 }
    const outcome = await runChaos({
      random: openRandom(),
      firms: 4,
      clients: 24,
      killEveryMs: 3_000,
      deadlineMs: 3_300_000,
      ...aims,
      say: (sentence) => console.log(sentence),
    })
    console.log(`chaos: ${JSON.stringify(outcome)}`)
    expect(outcome).toMatchObject({ ...faultless, forgotten: 0, fallen: [] })
    for (const [what, atLeast] of Object.entries({ ...aims, byMutation: 100, cuts: 20, frozen: 5, sent: 100_000 })) {
      expect(outcome[what as keyof typeof outcome], what).toBeGreaterThanOrEqual(atLeast)
    }
  })
})
