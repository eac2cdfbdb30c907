import { idsIn, type Ids } from './ids.ts'
import { store } from './store.ts'

/** The latest ids that mutations have answered with. */
export const memory = store<Ids>({}, 'portico:ids')

/** Remembers the ids in a mutation's result. */
export function remember(result: unknown): void {
  memory.set({ ...memory.get(), ...idsIn(result) })
}
