import type { RightsChange, SessionNews, SessionState } from '../../../subgraphs/kernel/session-news.ts'

/** Accounts as a gateway follows it, in the hands of a test. */
export interface TestAccounts {
  /** Whether it answers: at all, or with an error, or never. */
  mood: 'answers' | 'fails' | 'hangs'
  /** What it says of any session when it is asked: a good one of an agent, unless the test says otherwise. */
  state: SessionState
  /** How often it was asked for a session. */
  readonly questions: number
  tell(...changes: RightsChange[]): void
  /** Its log is another one from now on: what follows is told anew. */
  restore(): void
  sessionNews(params: Readonly<Record<string, string>>): Promise<SessionNews>
  session(): Promise<SessionState>
}

const HEARTBEAT_MS = 20

export function testAccounts(): TestAccounts {
  const told: RightsChange[] = []
  let questions = 0
  let epoch = 1
  const inMood = async (mood: TestAccounts['mood']) => {
    if (mood === 'fails') throw new Error('unreachable')
    if (mood === 'hangs') await new Promise(() => {})
  }

  return {
    mood: 'answers',
    state: { isLive: true, until: 8.64e15, role: 'AGENT', blocks: [] },
    get questions() {
      return questions
    },
    tell: (...changes) => void told.push(...changes),
    restore() {
      epoch += 1
    },
    async sessionNews({ epoch: known, after }) {
      await inMood(this.mood)
      if (after !== undefined) await new Promise((resolve) => setTimeout(resolve, HEARTBEAT_MS))
      await inMood(this.mood)
      const isAnew = after === undefined || Number(known) !== epoch
      return {
        epoch,
        pos: told.length,
        isAnew,
        isWhole: true,
        changes: told.slice(isAnew ? 0 : Number(after)),
      }
    },
    async session() {
      questions += 1
      await inMood(this.mood)
      return this.state
    },
  }
}
