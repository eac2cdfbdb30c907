import type { GraphQLSchema } from 'graphql'
import { openAsk } from './ask.ts'
import { openCatchUp } from './catch-up.ts'
import type { Config } from './config.ts'
import { connect, openDb, type DatabaseSettings } from './db.ts'
import type { NatsNews } from './events/broadcast/news.ts'
import { openEventLog, type HostedEventLog } from './events/open-event-log.ts'
import { runConsumers, type ConsumerOptions } from './events/run-consumer.ts'
import { buildSubgraph } from './federation.ts'
import { openFiles } from './files/open-files.ts'
import { sweepFiles } from './files/sweep.ts'
import { openJobQueue, runJobs } from './jobs.ts'
import type { Links, SubgraphLink } from './link.ts'
import { localLink } from './local-link.ts'
import type { Logger } from './log.ts'
import { openMailer } from './mail.ts'
import { forgetOldRows } from './old-rows.ts'
import { openOutside } from './outside.ts'
import { openSeal } from './seal.ts'
import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'
import { measureSubgraph } from './telemetry/subgraph-figures.ts'
import type { Telemetry } from './telemetry/telemetry.ts'

/** What a subgraph needs from the process that hosts it. */
export interface Hosting {
  readonly config: Config
  readonly database: DatabaseSettings
  /** The ways to all four; filled by the host before `start` is called. */
  readonly links: Links
  /** The event logs of this process, filled likewise: they wake the reactions to them at once. */
  readonly sources?: ConsumerOptions['sources']
  readonly log: Logger
  readonly telemetry: Telemetry
  readonly natsNews?: NatsNews
  /** The time; the system's when absent. */
  readonly now?: () => Date
}

/** A subgraph that answers; its workers run once `start` was called. */
export interface OpenSubgraph {
  readonly subgraph: Subgraph
  readonly schema: GraphQLSchema
  readonly services: Services
  readonly events: HostedEventLog
  readonly link: SubgraphLink
  /** Starts its reactions and jobs. */
  start(): Promise<void>
  /** For tests: until its reactions have taken in all that the others had published when it was called. */
  caughtUp(): Promise<void>
  /** Stops the workers, then the streams, then the connections. */
  stop(): Promise<void>
}

export async function openSubgraph(subgraph: Subgraph, hosting: Hosting): Promise<OpenSubgraph> {
  const { config, database, links, log, telemetry, natsNews, sources } = hosting
  const { name } = subgraph
  const schema = schemaOf(subgraph)
  // Drizzle changes the parsers of the client it is given, so raw SQL has one of its own.
  const client = connect(database, telemetry)
  const sql = connect(database, { max: 2, ...telemetry })
  const events = openEventLog({ name, database, log, upcasters: subgraph.upcasters, natsUrl: config.natsUrl, natsNews })
  const hangUp = () => Promise.all([events.stop(), client.end({ timeout: 5 }), sql.end({ timeout: 5 })])
  await events.start().catch(async (error: unknown) => {
    await hangUp()
    throw error
  })
  const mail = openMailer(config)
  const db = openDb(client)
  const files = openFiles(name, config, db, log)
  const services: Services = {
    name,
    config,
    db,
    sql,
    events,
    jobs: openJobQueue(name, hosting.now),
    mail,
    files,
    seal: openSeal(config, name),
    outside: openOutside(config),
    ask: openAsk(name, links),
    links,
    catchUp: openCatchUp(sql),
    servesBlocked: subgraph.servesBlocked ?? false,
    constraints: subgraph.constraints ?? {},
    log,
    metrics: telemetry.metrics,
    tracing: telemetry.tracing,
    now: hosting.now ?? (() => new Date()),
  }
  const link = localLink(subgraph, schema, services)
  const workers: { stop(): Promise<void> }[] = []
  const measuring: (() => void)[] = []
  let caughtUp = async (): Promise<void> => {}

  return {
    subgraph,
    schema,
    services,
    events,
    link,
    caughtUp: () => caughtUp(),
    async start() {
      const consumers = runConsumers(services, subgraph.reactions ?? [], { sources })
      workers.push(consumers, forgetOldRows(services, subgraph.forget), sweepFiles(services))
      caughtUp = () => consumers.caughtUp()
      if (subgraph.jobs) workers.push(await runJobs(database, subgraph.jobs, services))
      measuring.push(measureSubgraph(services, () => events.reach, subgraph.jobs !== undefined))
      if (subgraph.measure) measuring.push(subgraph.measure(services.metrics))
    },
    async stop() {
      for (const end of measuring) end()
      const ended = await Promise.allSettled(workers.map((worker) => worker.stop()))
      mail.close()
      files.close()
      await services.outside.close()
      await hangUp()
      const failed = ended.find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

const schemas = new WeakMap<Subgraph, GraphQLSchema>()

/** Built once: it knows of no company, database or clock, so all that a process opens of one subgraph share it. */
function schemaOf(subgraph: Subgraph): GraphQLSchema {
  const found = schemas.get(subgraph) ?? buildSubgraph(subgraph).schema
  schemas.set(subgraph, found)
  return found
}
