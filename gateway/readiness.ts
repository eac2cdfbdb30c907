import type { Links } from '../subgraphs/kernel/link.ts'
import type { Readiness } from '../subgraphs/kernel/readiness.ts'
import type { OriginsFollower } from './company-origins.ts'
import { withDeadline } from './deadline.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'

export interface ReadinessParts {
  readonly links: Links
  readonly tokens: Tokens
  readonly sessions: Sessions
  readonly companyOrigins: OriginsFollower
}

const ANSWER_WITHIN_MS = 2_000
/** Anybody may ask, and the subgraphs are asked once for all who do within this time. */
const SERVES_MS = 500

/**
 * Whether a gateway can serve, and which of its parts cannot. It cannot while it can vouch for nobody, or knows no pages
 * that may call; without one of the subgraphs it serves the others' part of the graph, and without all of them nothing. It
 * never takes much longer than two seconds.
 */
export function openReadiness({ links, tokens, sessions, companyOrigins }: ReadinessParts): () => Promise<Readiness> {
  let last: { readonly at: number; readonly found: Promise<Readiness> } | null = null

  async function look(): Promise<Readiness> {
    const vouching = {
      tokens: told(() => tokens.ready()),
      sessions: told(async () => {
        await sessions.ready()
        if (sessions.silence()) throw new Error('Accounts is not heard.')
      }),
      origins: told(() => companyOrigins.known),
    }
    const serving = Object.values(links).map((link) => [link.name, told(() => isReady(link))] as const)
    const parts = await settled([...Object.entries(vouching), ...serving])
    const fails = Object.keys(parts).filter((name) => parts[name] !== 'ok')
    if (fails.length === 0) return { status: 'ok', parts }
    const isServing =
      Object.keys(vouching).every((name) => parts[name] === 'ok') && serving.some(([name]) => parts[name] === 'ok')
    return { status: isServing ? 'partly' : 'not ready', parts }
  }

  return () => {
    const at = performance.now()
    if (!last || at - last.at >= SERVES_MS) last = { at, found: look() }
    return last.found
  }
}

async function isReady(link: Links[keyof Links]): Promise<void> {
  const { status } = await link.get<Readiness>('ready')
  if (status !== 'ok') throw new Error(`${link.name} is not ready.`)
}

/** How a part is: the reasons stand in its own answer, and this page is everybody's. */
function told(look: () => Promise<void>): Promise<string> {
  return withDeadline(look, ANSWER_WITHIN_MS).then(
    () => 'ok',
    () => 'not ready',
  )
}

async function settled(parts: readonly (readonly [string, Promise<string>])[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(parts.map(async ([name, how]) => [name, await how] as const)))
}
