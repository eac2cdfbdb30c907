/** A pause that a ring ends early; a ring while nobody pauses ends the next pause at once. */
export interface Pause {
  /** Whether it was a ring that ended it. */
  take(ms: number): Promise<boolean>
  ring(): void
}

export function openPause(): Pause {
  let rung = false
  let end: (() => void) | null = null

  return {
    take(ms) {
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer)
          end = null
          const early = rung
          rung = false
          resolve(early)
        }
        const timer = setTimeout(finish, ms)
        end = finish
        if (rung) finish()
      })
    },
    ring() {
      rung = true
      end?.()
    },
  }
}
