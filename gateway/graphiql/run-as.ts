import { journey, type Part } from './journey.ts'
import { logIns, type LogIn } from './log-ins.ts'
import { store } from './store.ts'

/** The tab in front: GraphiQL's own id of it, and the name of its operation. */
export interface FrontTab {
  readonly id: string
  readonly operationName: string | null
}

export const frontTab = store<FrontTab | null>(null)

/** Whom each tab was told to run as, by the tab's id; null is nobody. */
const choices = store<Readonly<Record<string, string | null>>>({}, 'portico:run-as')

/** Lets the tab in front run as this person from now on, or as nobody. */
export function runAs(id: string | null): void {
  const tab = frontTab.get()
  if (tab) choices.set({ ...choices.get(), [tab.id]: id })
}

/** Who takes a part in the journey, the best first: an administrator may do all that other staff do. */
const casts: Readonly<Record<Part, readonly ((logIn: LogIn) => boolean)[]>> = {
  agent: [({ role }) => role === 'AGENT', ({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
  support: [({ role }) => role === 'SUPPORT', ({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
  client: [({ kind }) => kind === 'client'],
  admin: [({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
}

/** The latest log-in that fits the part best. */
function playerOf(part: Part, all: readonly LogIn[]): LogIn | undefined {
  for (const fits of casts[part]) {
    const found = all.findLast(fits)
    if (found) return found
  }
  return undefined
}

/**
 * Who the tab in front runs as: who was chosen, else who takes the part that its step of the journey is for, else the
 * latest of all.
 */
export function runner(): LogIn | null {
  const all = logIns.get()
  const tab = frontTab.get()
  const chosen = tab ? choices.get()[tab.id] : undefined
  if (chosen === null) return null
  const step = journey.find(({ operation }) => operation === tab?.operationName)
  return all.find(({ id }) => id === chosen) ?? (step ? playerOf(step.as, all) : all.at(-1)) ?? null
}

/** The same, in a component that is to follow it. */
export function useRunner(): LogIn | null {
  logIns.use()
  frontTab.use()
  choices.use()
  return runner()
}
