import type { ParkedTold } from '../../kernel/operations.ts'

/** A parked event as the subgraph tells it that could not take it in, with its times. */
export type ParkedEventView = Omit<ParkedTold, 'parkedAt' | 'nextTryAt'> &
  Readonly<Record<'parkedAt' | 'nextTryAt', Date>>

export function parkedEventOf(told: ParkedTold): ParkedEventView {
  return { ...told, parkedAt: new Date(told.parkedAt), nextTryAt: new Date(told.nextTryAt) }
}
