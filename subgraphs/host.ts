import type { Config } from './kernel/config.ts'
import { settingsOf } from './kernel/database-settings.ts'
import type { Links, SubgraphLink } from './kernel/link.ts'
import type { Logger } from './kernel/log.ts'
import { openNatsNews } from './kernel/events/broadcast/news.ts'
import type { HostedEventLog } from './kernel/events/open-event-log.ts'
import { openSubgraph, type OpenSubgraph } from './kernel/open-subgraph.ts'
import { subgraphNames, type SubgraphName } from './kernel/subgraph.ts'
import { unwatched, type Telemetry } from './kernel/telemetry/telemetry.ts'
import { loadSubgraph } from './index.ts'

export interface HostOptions {
  readonly names: readonly SubgraphName[]
  readonly config: Config
  readonly log: Logger
  readonly telemetry?: Telemetry
  /** The embedded database's URL, where `config` names no other. */
  readonly embeddedUrl?: string
  /** The way to a subgraph that this process does not host. */
  readonly remote?: (name: SubgraphName) => SubgraphLink
  readonly now?: () => Date
}

/** The subgraphs of this process, with the ways to all four. */
export interface Host {
  readonly open: readonly OpenSubgraph[]
  readonly links: Links
  /** For tests: until every reaction has taken in what was published when it was called. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/** Opens the named subgraphs in this process and starts their reactions and jobs. */
export async function hostSubgraphs(options: HostOptions): Promise<Host> {
  const { names, config, log, telemetry = unwatched(), embeddedUrl, remote, now } = options
  const natsNews = openNatsNews(log)
  const links: Partial<Record<SubgraphName, SubgraphLink>> = {}
  const sources: Partial<Record<SubgraphName, HostedEventLog>> = {}
  const open: OpenSubgraph[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(open.map((one) => one.stop()))
    await Promise.all(Object.values(links).map((link) => link?.close()))
  }

  try {
    for (const name of subgraphNames) {
      if (!names.includes(name)) {
        links[name] = remote?.(name)
        continue
      }
      const opened = await openSubgraph(await loadSubgraph(name), {
        config,
        database: settingsOf(config, name, embeddedUrl),
        links: links as Links,
        sources,
        log: log.child({ subgraph: name }),
        telemetry,
        natsNews,
        now,
      })
      open.push(opened)
      links[name] = opened.link
      sources[name] = opened.events
    }
    if (!config.development) for (const { subgraph, services } of open) await subgraph.mayServe?.(services)
    for (const one of open) await one.start()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    open,
    links: links as Links,
    async caughtUp() {
      await Promise.all(open.map((one) => one.caughtUp()))
    },
    stop,
  }
}
