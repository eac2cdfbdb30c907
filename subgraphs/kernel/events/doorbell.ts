import type { Sql } from '../db.ts'

/** The NOTIFY of `advance()`, heard while it is wanted. */
export interface Doorbell {
  /** Hears it from now on; rings once by itself as soon as it does, and again after a lost connection. */
  hear(): void
  ignore(): void
}

export function openDoorbell(sql: Sql, channel: string, ring: () => void): Doorbell {
  let heard: object | null = null
  let leave: (() => void) | null = null

  return {
    hear() {
      if (heard) return
      const own = (heard = {})
      const listener = () => {
        if (heard === own) ring()
      }
      const listening = sql.listen(channel, listener, listener)
      leave = () => void listening.then(({ unlisten }) => unlisten()).catch(() => {})
      listening.catch(() => {})
    },
    ignore() {
      heard = null
      leave?.()
      leave = null
    },
  }
}
