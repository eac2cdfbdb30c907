import { setTimeout as delay } from 'node:timers/promises'
import type { GraphQLError } from 'graphql'
import { isApiKey } from '../subgraphs/kernel/actor.ts'
import { shown, unauthenticated } from '../subgraphs/kernel/errors.ts'
import type { SubgraphLink } from '../subgraphs/kernel/link.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { REMEMBERED_MS, type SessionNews, type SessionState } from '../subgraphs/kernel/session-news.ts'
import { withDeadline } from './deadline.ts'
import { judgeBy, openRights, type Pass, type Verdict } from './rights.ts'

/** Whether those who were let in may stay: the gateway's memory of what accounts has ended or changed. */
export interface Sessions {
  /**
   * Throws UNAUTHENTICATED for a pass that does not count any more, and NOT_READY while nobody can say. It is a look into
   * memory; only while accounts has not been heard for a while it asks, which is what the promise is for.
   */
  check(pass: Pass): Promise<void> | undefined
  /** Whether what a pass claims was changed since, and whoever shows the same again is to get another one. */
  isOutdated(pass: Pass): boolean
  /**
   * Calls `end` once, and perhaps at once, when the pass does not count any more: its session has ended, also by time, or
   * its person's rights have changed. The returned function leaves off.
   */
  watch(pass: Pass, end: (reason: GraphQLError) => void): () => void
  /** Null while accounts is heard; else until it is heard again and all that has ended meanwhile was told. */
  silence(): Promise<void> | null
  /** Throws NOT_READY until what has ended or changed in the last minutes is known. */
  ready(): Promise<void>
  stop(): void
}

export interface SessionsOptions {
  readonly accounts: SubgraphLink
  readonly log: Logger
  readonly now?: () => Date
  /** Called when the companies' origins are to be read anew: some have changed, or nobody knows whether. */
  readonly onNewOrigins?: () => void
  /** Accounts, that answers each second, is not heard any more after this time. */
  readonly silentAfterMs?: number
}

/** Shares of the time after which accounts counts as silent: within them it must answer. */
const POLL_SHARE = 0.6
const ASK_SHARE = 0.4
/** How long an answer about one session serves for it: no longer than news may take. */
const ANSWER_SERVES_MS = 1_000
const LOOK_AT_TIMES_EVERY_MS = 1_000
/** About 100 MB. What is more is not lost: while something had to be forgotten too early, accounts is asked. */
const MOST_REMEMBERED = 500_000

interface Watcher {
  readonly pass: Pass
  readonly end: (reason: GraphQLError) => void
  until: number
  isAsking: boolean
}

/** Follows accounts' news of sessions from the first moment on, and tells those who watch. */
export function followSessions(options: SessionsOptions): Sessions {
  const { accounts, log, now = () => new Date(), onNewOrigins, silentAfterMs = 5_000 } = options
  const pollWithinMs = POLL_SHARE * silentAfterMs
  const askWithinMs = ASK_SHARE * silentAfterMs
  const rights = openRights()
  const watchers = new Set<Watcher>()
  const asked = new Map<string, Promise<SessionState>>()
  /** Those of whom accounts has said, when it was asked, that something else is true. */
  const outdated = new WeakSet<Pass>()
  let place: { readonly epoch: number; readonly pos: number } | null = null
  // By the process's own clock, which nobody sets back.
  let heardAt = -Infinity
  let askUntil = -Infinity
  let heard = Promise.withResolvers<void>()
  let isStopped = false
  let hasComplained = false

  const isSilent = () => performance.now() - heardAt >= silentAfterMs
  /** Memory alone does not vouch for anybody: accounts is silent, or is another one than it was. */
  const mustAsk = () => isSilent() || performance.now() < askUntil

  async function run(): Promise<void> {
    let failures = 0
    while (!isStopped) {
      const askedAt = performance.now()
      const from: Record<string, string> = place ? { epoch: `${place.epoch}`, after: `${place.pos}` } : {}
      try {
        const news = await withDeadline(() => accounts.get<SessionNews>('sessionNews', from), pollWithinMs)
        if (isStopped) return
        take(news, askedAt)
        failures = 0
      } catch {
        if (isStopped) return
        await delay(Math.min(1_000, 50 * 2 ** failures++))
      }
      complain()
    }
  }

  /** What an answer tells was true when it was asked for; how long it was under way is not known. */
  function take({ epoch, pos, isAnew, isWhole, changes }: SessionNews, askedAt: number): void {
    const at = performance.now()
    if (isAnew && place) {
      // The log was restored, or trimmed beyond where this gateway was: nothing known so far is certain. Each session is
      // asked for until no access token lives from before, and who is connected connects again.
      askUntil = at + REMEMBERED_MS
      rights.clear()
      for (const watcher of [...watchers]) leave(watcher, unknown())
    }
    if (isAnew || changes.some(({ hasNewOrigins }) => hasNewOrigins)) onNewOrigins?.()
    for (const change of changes) rights.note(change, at)
    if (changes.length > 0) {
      for (const watcher of [...watchers]) leave(watcher, refusalOf(watcher.pass, rights.judge(watcher.pass)))
    }
    rights.forget(at - REMEMBERED_MS)
    while (rights.size > MOST_REMEMBERED) {
      rights.forgetOldest()
      askUntil = at + REMEMBERED_MS
    }
    place = { epoch, pos }
    if (!isWhole) return
    heardAt = askedAt
    heard.resolve()
    heard = Promise.withResolvers<void>()
  }

  function complain(): void {
    if (isSilent() === hasComplained || heardAt === -Infinity) return
    hasComplained = !hasComplained
    if (hasComplained) log.warn('Accounts tells nothing of sessions; each one is asked for until it does.')
    else log.info('Accounts tells of sessions again.')
  }

  /** What accounts says of one session now; many who want to know at once ask once. */
  function ask({ actor }: Pass): Promise<SessionState> {
    if (actor.kind !== 'staff' && actor.kind !== 'client') throw new Error('Only who is logged in has a session.')
    const { company, session } = actor
    const running = asked.get(session)
    if (running) return running
    const answer = withDeadline(() => accounts.get<SessionState>('session', { company, session }), askWithinMs)
    asked.set(session, answer)
    const forget = () => asked.delete(session)
    answer.then(() => setTimeout(forget, ANSWER_SERVES_MS).unref(), forget)
    return answer
  }

  async function askAndJudge(pass: Pass): Promise<SessionState> {
    const state = await ask(pass).catch(() => {
      throw unknown()
    })
    const verdict = judgeBy(state, pass)
    if (verdict === 'changed') outdated.add(pass)
    const refusal = refusalOf(pass, verdict)
    if (refusal) throw refusal
    return state
  }

  function leave(watcher: Watcher, reason: GraphQLError | null): void {
    if (reason && watchers.delete(watcher)) watcher.end(reason)
  }

  /** Sessions end by time, too, and refreshing moves that time: it is asked for when it has come. */
  function lookAtTimes(): void {
    const time = now().getTime()
    for (const watcher of watchers) {
      if (watcher.until > time || watcher.isAsking) continue
      watcher.isAsking = true
      askAndJudge(watcher.pass)
        .then(({ until }) => (watcher.until = until))
        .catch((reason: GraphQLError) => leave(watcher, reason))
        .finally(() => (watcher.isAsking = false))
    }
  }

  const looking = setInterval(lookAtTimes, LOOK_AT_TIMES_EVERY_MS)
  void run()

  return {
    check(pass) {
      if (pass.actor.kind === 'anonymous') return undefined
      const refusal = refusalOf(pass, rights.judge(pass))
      if (refusal) throw refusal
      if (!mustAsk()) return undefined
      return askAndJudge(pass).then(() => {})
    },
    isOutdated: (pass) => outdated.has(pass) || rights.judge(pass) === 'changed',
    watch(pass, end) {
      if (pass.actor.kind === 'anonymous') return () => {}
      // Between the check and this memory may have been lost, and whoever watched was told; this one is asked for soon.
      const watcher: Watcher = { pass, end, until: mustAsk() ? 0 : pass.until, isAsking: false }
      watchers.add(watcher)
      // What came between the check and this would never be told.
      leave(watcher, refusalOf(pass, rights.judge(pass)))
      return () => watchers.delete(watcher)
    },
    silence: () => (isSilent() ? heard.promise : null),
    async ready() {
      if (heardAt !== -Infinity) return
      await withDeadline(() => heard.promise, askWithinMs).catch(() => {
        throw unknown()
      })
    },
    stop() {
      isStopped = true
      clearInterval(looking)
    },
  }
}

function refusalOf({ actor }: Pass, verdict: Verdict): GraphQLError | null {
  if (verdict === 'good') return null
  if (verdict === 'ended') return unauthenticated(isApiKey(actor) ? 'API_KEY_ENDED' : 'SESSION_ENDED')
  return unauthenticated(isApiKey(actor) ? 'API_KEY_CHANGED' : 'RIGHTS_CHANGED')
}

const unknown = () => shown('LOG_INS_UNKNOWN')
