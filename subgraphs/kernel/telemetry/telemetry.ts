import { openMetrics, type Metrics } from './metrics.ts'

/** How a process is seen from outside, besides its log. */
export interface Telemetry {
  readonly metrics: Metrics
}

/** That of a process of its own. */
export function openTelemetry(): Telemetry {
  return { metrics: openMetrics({ ofProcess: true }) }
}

/** For a part that is not watched, such as one under test. */
export function unwatched(): Telemetry {
  return { metrics: openMetrics() }
}
