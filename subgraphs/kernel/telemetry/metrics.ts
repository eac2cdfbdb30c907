import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

type Kind = 'counter' | 'gauge' | 'histogram'

/** `labels` are what it is told apart by. */
export interface Metric<K extends Kind = Kind, Label extends string = string> {
  readonly kind: K
  readonly name: `portico_${string}`
  readonly labels: readonly Label[]
  readonly what: string
}

const metric =
  <K extends Kind>(kind: K) =>
  <const Label extends string = never>(name: Metric['name'], what: string, ...labels: Label[]): Metric<K, Label> => ({
    kind,
    name,
    labels,
    what,
  })
const counter = metric('counter')
const gauge = metric('gauge')
const histogram = metric('histogram')

/**
 * All that is measured, in the README's order: its table is made from this one. Each label has few values, of closed
 * lists: nothing that a caller can choose, such as the name of an operation, is among them.
 */
export const metricList = {
  operations: counter('portico_operations_total', 'operations answered', 'transport', 'type', 'code'),
  operationSeconds: histogram(
    'portico_operation_duration_seconds',
    'from a request until its answer; of a subscription, until it is open',
    'transport',
    'type',
  ),
  fetchSeconds: histogram('portico_fetch_duration_seconds', 'what the gateway asks subgraphs', 'subgraph', 'outcome'),
  answerSeconds: histogram(
    'portico_subgraph_duration_seconds',
    'what subgraphs of this process were asked',
    'subgraph',
    'outcome',
  ),
  routeSeconds: histogram(
    'portico_route_duration_seconds',
    'files and the like, until the answer begins; the status is `2xx` to `5xx`',
    'subgraph',
    'status',
  ),
  documents: counter('portico_documents_total', 'documents that were known, new, or refused', 'result'),
  documentsKept: gauge('portico_documents', 'documents kept with their plans'),
  sockets: gauge('portico_sockets', 'open WebSockets'),
  subscriptions: gauge('portico_subscriptions', 'open subscriptions', 'transport'),
  pushSeconds: histogram(
    'portico_push_latency_seconds',
    'from what happened until a transport has it, for each subscriber; not for what a subscriber has missed',
  ),
  subscribers: gauge('portico_subscribers', 'who follows the log in this process', 'subgraph'),
  databaseUp: gauge('portico_database_up', '1, or 0 where the database does not answer', 'subgraph'),
  outboxAge: gauge('portico_outbox_age_seconds', 'of the oldest event that is not yet in the log', 'subgraph'),
  logEvents: gauge('portico_log_events', 'events in the log', 'subgraph'),
  tailerLag: gauge('portico_tailer_lag_events', 'events in the log that this process has not read', 'subgraph'),
  consumerLag: gauge('portico_consumer_lag_events', 'events that a reaction has not taken in', 'consumer'),
  parked: gauge('portico_parked_events', 'events that a reaction could not take in', 'subgraph', 'consumer'),
  jobsDue: gauge('portico_jobs_due', 'jobs whose time has come', 'subgraph'),
  jobSeconds: histogram('portico_job_duration_seconds', 'jobs that were tried', 'subgraph', 'job', 'outcome'),
  replays: counter('portico_idempotency_replays_total', 'mutations answered by what was done before', 'subgraph'),
  hashesWaiting: gauge('portico_password_hashes_waiting', 'passwords that wait to be hashed'),
  hashWaitSeconds: histogram('portico_password_hash_wait_seconds', 'how long they have waited'),
  hashesRefused: counter('portico_password_hashes_refused_total', 'passwords refused because too many waited'),
} as const

type Made<M> =
  M extends Metric<'counter', infer Label>
    ? Counter<Label>
    : M extends Metric<'gauge', infer Label>
      ? Gauge<Label>
      : M extends Metric<'histogram', infer Label>
        ? Histogram<Label>
        : never

type Measured = { readonly [Name in keyof typeof metricList]: Made<(typeof metricList)[Name]> }

/** Reads what is only known when it is looked at. It is given no longer than `SCRAPE_WITHIN_MS`. */
export type Look = () => void | Promise<void>

/** What is measured in one process, or in one of several gateways that share it. */
export interface Metrics extends Measured {
  /** Looks at each scrape, too; the returned function ends it. */
  onScrape(look: Look): () => void
  /** All of it as Prometheus reads it. */
  text(): Promise<string>
  readonly contentType: string
}

/** From half a millisecond to ten seconds. */
const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Prometheus waits ten seconds for a scrape. */
const SCRAPE_WITHIN_MS = 2_000

/** `ofProcess` adds what Node tells of itself; once for a process, as it cannot be ended. */
export function openMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const looks = new Set<Look>()
  const made = Object.fromEntries(Object.entries(metricList).map(([key, one]) => [key, make(one, registry)]))
  return {
    ...(made as unknown as Measured),
    contentType: registry.contentType,
    onScrape(look) {
      looks.add(look)
      return () => looks.delete(look)
    },
    async text() {
      await Promise.all([...looks].map((look) => inTime(look)))
      return registry.metrics()
    },
  }
}

function make({ kind, name, labels, what }: Metric, registry: Registry): Counter | Gauge | Histogram {
  const settings = {
    name,
    help: `${what[0]!.toUpperCase()}${what.slice(1)}.`,
    labelNames: labels,
    registers: [registry],
  }
  if (kind === 'counter') return new Counter(settings)
  return kind === 'gauge' ? new Gauge(settings) : new Histogram({ ...settings, buckets: seconds })
}

/** A scrape shows what there is, whatever does not answer. */
async function inTime(look: Look): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, SCRAPE_WITHIN_MS)))
  await Promise.race([Promise.resolve().then(look), late]).catch(() => {})
  clearTimeout(timer)
}
