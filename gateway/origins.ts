import type { GraphQLError } from 'graphql'
import type { Actor } from '../subgraphs/kernel/actor.ts'
import type { Config } from '../subgraphs/kernel/config.ts'
import { forbidden } from '../subgraphs/kernel/errors.ts'
import type { CompanyId } from '../subgraphs/kernel/ids.ts'
import type { CompanyOrigins } from '../subgraphs/kernel/session-news.ts'

/** Whether a browser page of this origin may call the gateway; a request without one comes from no page. */
export type MayCall = (origin: string | undefined) => boolean

/**
 * From where browser pages may call. The gateway's own origin and those of the setting `ORIGINS` serve all companies, those
 * that a company lists serve that company. They are compared letter by letter, and nothing waits here.
 */
export interface Origins {
  readonly mayCall: MayCall
  /** FORBIDDEN for a page that may not call, or not for this asker; null for any other. */
  refusalOf(origin: string | undefined, actor: Actor): GraphQLError | null
  /**
   * Calls `end` once, and perhaps at once, when a page may not call for this asker any more. The returned function leaves
   * off; null for a page that always may.
   */
  watch(origin: string | undefined, actor: Actor, end: (reason: GraphQLError) => void): (() => void) | null
  /**
   * The port that the system has chosen: in development the loopback names on it are the gateway's own. The Host header is
   * never asked, since whoever sends it chooses it.
   */
  listensAt(port: number): void
  /** What the companies list now, all of them. */
  take(told: readonly CompanyOrigins[]): void
}

interface Watcher {
  readonly origin: string
  readonly actor: Actor
  readonly end: (reason: GraphQLError) => void
}

export function openOrigins(config: Config): Origins {
  const ours = new Set([new URL(config.publicUrl).origin, ...config.origins])
  const watchers = new Set<Watcher>()
  let companies: ReadonlyMap<string, ReadonlySet<CompanyId>> = new Map()

  const refusalOf: Origins['refusalOf'] = (origin, actor) => {
    if (origin === undefined || ours.has(origin)) return null
    const served = companies.get(origin)
    if (!served) return forbidden('ORIGIN_NOT_ALLOWED')
    return 'company' in actor && !served.has(actor.company) ? forbidden('ORIGIN_OF_OTHERS') : null
  }

  function leave(watcher: Watcher): void {
    const reason = refusalOf(watcher.origin, watcher.actor)
    if (reason && watchers.delete(watcher)) watcher.end(reason)
  }

  return {
    mayCall: (origin) => origin === undefined || ours.has(origin) || companies.has(origin),
    refusalOf,
    watch(origin, actor, end) {
      if (origin === undefined || ours.has(origin)) return null
      const watcher: Watcher = { origin, actor, end }
      watchers.add(watcher)
      leave(watcher)
      return () => watchers.delete(watcher)
    },
    listensAt(port) {
      if (!config.development) return
      for (const host of ['localhost', '127.0.0.1', '[::1]']) ours.add(`http://${host}:${port}`)
    },
    take(told) {
      const next = new Map<string, Set<CompanyId>>()
      for (const { company, origins } of told) {
        for (const origin of origins) next.set(origin, (next.get(origin) ?? new Set()).add(company))
      }
      companies = next
      for (const watcher of [...watchers]) leave(watcher)
    },
  }
}
