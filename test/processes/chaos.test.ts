import { describe, expect, it } from 'vitest'
import { runChaos } from '../chaos/run.ts'
import { faultless } from '../chaos/verdict.ts'
import { openRandom } from '../support/random.ts'

// The short form; `npm run test:chaos` has the long one.

describe('processes, database and connections that fail at random', { timeout: 300_000 }, () => {
  it('leave each hopping client exactly what of the log is theirs', async () => {
    const random = openRandom()
    const aims = { events: 1_000, kills: 4, reconnects: 20 }
    const bounds = { firms: 2, clients: 8, killEveryMs: 1_000, deadlineMs: 240_000 }
    const outcome = await runChaos({ random, ...bounds, ...aims, say: () => {} })
    expect(outcome, `SEED=${random.seed}`).toMatchObject({ ...faultless, forgotten: 0, fallen: [] })
    for (const [what, atLeast] of Object.entries({ ...aims, sent: 1_000 })) {
      expect(outcome[what as keyof typeof outcome], what).toBeGreaterThanOrEqual(atLeast)
    }
  })
})
