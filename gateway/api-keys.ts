import { isApiKey } from '../subgraphs/kernel/actor.ts'
import { shown, unauthenticated } from '../subgraphs/kernel/errors.ts'
import { isKeyText, readKeyText, type KeyText } from '../subgraphs/kernel/key-text.ts'
import type { SubgraphLink } from '../subgraphs/kernel/link.ts'
import type { KeyAnswer } from '../subgraphs/kernel/session-news.ts'
import type { Pass } from './rights.ts'
import type { Sessions } from './sessions.ts'

/** Knows the API keys that programs come with, which accounts keeps (ACC-29). */
export interface ApiKeys {
  /** Whether an `Authorization` header holds an API key, be it a right one or not. */
  isMeantBy(authorization: string): boolean
  /**
   * For whom the key of such a header acts. UNAUTHENTICATED when it counts for nobody, or comes from a web page, whose
   * `origin` browsers tell; NOT_READY when accounts cannot say.
   */
  verify(authorization: string, origin: string | undefined): Promise<Pass>
  /** Lets accounts know that a key is in use. Nobody waits for that, and nothing fails by it. */
  used(pass: Pass): void
}

export interface ApiKeysOptions {
  readonly accounts: SubgraphLink
  /** Told by accounts, they know at once which answers are not true any more. */
  readonly sessions: Pick<Sessions, 'isOutdated'>
  readonly now?: () => Date
}

/** How long an answer serves: what ends or changes a key meanwhile is told, so this only bounds what could be missed. */
const SERVES_MS = 60_000
/** How long a wrong key is known to be wrong. */
const WRONG_FOR_MS = 5_000
/** As many answers are remembered, of right and of wrong keys apart: no flood of wrong ones displaces the right. */
const MOST_REMEMBERED = 10_000
const TELL_USE_EVERY_MS = 60_000

interface Remembered<T> {
  readonly value: T
  readonly until: number
}

export function openApiKeys({ accounts, sessions, now = () => new Date() }: ApiKeysOptions): ApiKeys {
  const right = new Map<string, Remembered<Pass>>()
  const wrong = new Map<string, Remembered<'unknown' | 'ended'>>()
  const asking = new Map<string, Promise<Pass>>()
  const toldAt = new Map<string, number>()

  function known(text: KeyText): Pass | null {
    const name = nameOf(text)
    const refusal = fresh(wrong, name)
    if (refusal) throw refused(refusal)
    const pass = fresh(right, name)
    return pass && now().getTime() < pass.until && !sessions.isOutdated(pass) ? pass : null
  }

  /** What accounts says of a key; many who come with the same at once ask once. */
  function ask(text: KeyText): Promise<Pass> {
    const name = nameOf(text)
    const running = asking.get(name)
    if (running) return running
    const answer = answerOf(text).finally(() => asking.delete(name))
    asking.set(name, answer)
    return answer
  }

  async function answerOf(text: KeyText): Promise<Pass> {
    const name = nameOf(text)
    const answer = await accounts.get<KeyAnswer>('apiKey', { ...text }).catch(() => {
      throw shown('LOG_INS_UNKNOWN')
    })
    right.delete(name)
    if (answer.is !== 'live') {
      remember(wrong, name, answer.is, WRONG_FOR_MS)
      throw refused(answer.is)
    }
    const pass = passOf(text, answer)
    remember(right, name, pass, SERVES_MS)
    return pass
  }

  return {
    isMeantBy: (authorization) => isKeyText(textIn(authorization)),
    async verify(authorization, origin) {
      if (origin !== undefined) {
        throw unauthenticated('API_KEY_IN_PAGE')
      }
      const text = readKeyText(textIn(authorization))
      if (!text) throw refused('unknown')
      return known(text) ?? (await ask(text))
    },
    used({ actor }) {
      if (!isApiKey(actor)) return
      const { company, session: id } = actor
      const at = performance.now()
      if (at - (toldAt.get(id) ?? -Infinity) < TELL_USE_EVERY_MS) return
      toldAt.delete(id)
      toldAt.set(id, at)
      if (toldAt.size > MOST_REMEMBERED) toldAt.delete(toldAt.keys().next().value!)
      accounts.get('apiKeyUsed', { company, id }).catch(() => toldAt.delete(id))
    },
  }
}

const textIn = (authorization: string) => /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''

const nameOf = ({ company, id, hash }: KeyText) => `${company} ${id} ${hash}`

const refused = (is: 'unknown' | 'ended') => unauthenticated(is === 'ended' ? 'API_KEY_ENDED' : 'API_KEY_INVALID')

/** A key without scopes would do all that its member may: such an answer is none. */
function passOf({ company, id }: KeyText, { agent, role, state }: Extract<KeyAnswer, { is: 'live' }>): Pass {
  const { until, blocks, key } = state
  if (!key) throw new Error('Accounts has told of an API key without its scopes.')
  const { scopes, version } = key
  return {
    actor: { kind: 'staff', company, agent, role, session: id, blocks, scopes },
    until,
    terms: 0,
    language: null,
    keyVersion: version,
  }
}

function fresh<T>(memory: Map<string, Remembered<T>>, name: string): T | null {
  const found = memory.get(name)
  if (found && performance.now() < found.until) return found.value
  memory.delete(name)
  return null
}

/** Keeps the last ones only. */
function remember<T>(memory: Map<string, Remembered<T>>, name: string, value: T, ms: number): void {
  memory.delete(name)
  memory.set(name, { value, until: performance.now() + ms })
  if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value!)
}
