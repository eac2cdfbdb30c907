import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import { openMetrics, type Metrics } from './metrics.ts'
import { noTracing, type Tracing } from './tracing.ts'

/** How a process is seen from outside, besides its log. */
export interface Telemetry {
  readonly metrics: Metrics
  readonly tracing: Tracing
}

/** How long the last traces of a process may take to reach the collector. */
const SEND_WITHIN_MS = 3_000

/** That of a process of its own, by the name of what runs in it. `close` sends the traces that are left. */
export async function openTelemetry(
  { otlpEndpoint, serviceName }: Pick<Config, 'otlpEndpoint' | 'serviceName'>,
  name: string,
  log: Logger,
): Promise<Telemetry & { close(): Promise<void> }> {
  const metrics = openMetrics({ ofProcess: true })
  if (otlpEndpoint === null) return { metrics, tracing: noTracing, close: async () => {} }
  const { openOtlp } = await import('./otlp.ts')
  const tracing = openOtlp(otlpEndpoint, serviceName ?? name, log)
  const close = () => Promise.race([tracing.close().catch(() => {}), delay(SEND_WITHIN_MS)])
  return { metrics, tracing, close }
}

/** For a part that is not watched, such as one under test. */
export function unwatched(): Telemetry {
  return { metrics: openMetrics(), tracing: noTracing }
}
