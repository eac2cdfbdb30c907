import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node'
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions'
import type { Logger } from '../log.ts'
import { tracingBy, type Tracing } from './tracing.ts'

/** Traces that go to a collector, in batches. This module is loaded only where there is one. */
export function openOtlp(endpoint: string, serviceName: string, log: Logger): Tracing & { close(): Promise<void> } {
  const exporter = complaining(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }), log)
  const given = detectResources({ detectors: [envDetector] })
  const provider = new NodeTracerProvider({
    resource: given.merge(resourceFromAttributes({ [ATTR_SERVICE_NAME]: serviceName })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  // Not registered for the whole process: whoever traces is given this one.
  return { ...tracingBy(provider.getTracer('portico')), close: () => provider.shutdown() }
}

/** Says once that the collector does not take traces, and once that it does again. */
function complaining(exporter: SpanExporter, log: Logger): SpanExporter {
  let isRefused = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== 0
        if (failed && !isRefused)
          log.warn('The OpenTelemetry collector does not take traces; they are lost until it does.')
        if (!failed && isRefused) log.info('The OpenTelemetry collector takes traces again.')
        isRefused = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
