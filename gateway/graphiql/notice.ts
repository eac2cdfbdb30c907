import { store } from './store.ts'

/** A sentence for the person at the page. */
interface Notice {
  readonly text: string
  readonly kind: 'news' | 'warning'
}

/** The latest one, until it is put away. */
export const notice = store<Notice | null>(null)

const NEWS_SHOWN_MS = 8_000

/** Says that something has gone well, for long enough to be read. */
export function tell(text: string): void {
  const told: Notice = { text, kind: 'news' }
  notice.set(told)
  setTimeout(() => notice.get() === told && notice.set(null), NEWS_SHOWN_MS)
}

/** Says what has gone wrong; it stays until it is put away. */
export function warn(text: string): void {
  notice.set({ text, kind: 'warning' })
}
