import { journey, type Part } from './journey.ts'
import { logIns, past, type LogIn, type Person } from './log-ins.ts'
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
const casts: Readonly<Record<Part, readonly ((person: Person) => boolean)[]>> = {
  agent: [({ role }) => role === 'AGENT', ({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
  support: [({ role }) => role === 'SUPPORT', ({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
  client: [({ kind }) => kind === 'client'],
  admin: [({ role }) => role === 'ADMIN', ({ kind }) => kind === 'staff'],
}

/** The latest of those who fit the part best. */
function playerOf(part: Part, all: readonly Person[]): Person | undefined {
  for (const fits of casts[part]) {
    const found = all.findLast(fits)
    if (found) return found
  }
  return undefined
}

/** Whom a tab is to run as: somebody, or nobody; or it waits for one who is not logged in any more. */
export interface Runner {
  readonly logIn: LogIn | null
  readonly waitsFor: Person | null
}

/**
 * Who the tab in front runs as: who was chosen, else who takes the part that its step of the journey is for, else the
 * latest of all. Where that one is not logged in any more, nobody else takes the place until somebody is chosen.
 */
export function runner(): Runner {
  const present = logIns.get()
  const all = [...past.get(), ...present].sort((one, other) => one.since - other.since)
  const tab = frontTab.get()
  const chosen = tab ? choices.get()[tab.id] : undefined
  const step = journey.find(({ operation }) => operation === tab?.operationName)
  const person =
    chosen === undefined ? (step ? playerOf(step.as, all) : all.at(-1)) : all.find(({ id }) => id === chosen)
  const logIn = present.find(({ id }) => id === person?.id) ?? null
  return { logIn, waitsFor: logIn ? null : (person ?? null) }
}

/** Lets the tab in front run as who has just logged in, where it waits for somebody. */
export function comeIn({ id }: LogIn): void {
  if (runner().waitsFor) runAs(id)
}

/** The same as `runner`, in a component that is to follow it. */
export function useRunner(): Runner {
  logIns.use()
  past.use()
  frontTab.use()
  choices.use()
  return runner()
}
