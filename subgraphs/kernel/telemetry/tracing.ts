import { AsyncLocalStorage } from 'node:async_hooks'
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api'

/** What a span stands for. Its attributes are names, kinds and ids: never a parameter, a variable or a token. */
export interface Spanned {
  readonly name: string
  readonly kind?: 'server' | 'client' | 'consumer'
  /**
   * What it is a part of: of the span in which it is opened; of the one that a `traceparent` of another process names, or
   * of none; or, as a `step`, only of one that is open here, and outside of any it is not traced.
   */
  readonly within?: 'step' | { readonly traceparent: unknown }
  readonly attributes?: Attributes
}

/** Something under way that a trace shows. */
export interface OpenSpan {
  /** What `work` does, now and later, is part of it. */
  within<T>(work: () => T): T
  note(attributes: Attributes): void
  /** It is over; `failure` is a code or the name of an error, never a message. */
  end(failure?: string): void
}

/** The traces of one process. */
export interface Tracing {
  open(what: Spanned): OpenSpan
}

const untraced: OpenSpan = { within: (work) => work(), note() {}, end() {} }

/** Where nothing is traced. */
export const noTracing: Tracing = { open: () => untraced }

/** Does work as a span, which ends when its promise settles. */
export function inSpan<T>(tracing: Tracing, what: Spanned, work: (span: OpenSpan) => T): T {
  const span = tracing.open(what)
  if (span === untraced) return work(span)
  try {
    const result = span.within(() => work(span))
    if (!(result instanceof Promise)) span.end()
    else
      result.then(
        () => span.end(),
        (error: unknown) => span.end(nameOf(error)),
      )
    return result
  } catch (error) {
    span.end(nameOf(error))
    throw error
  }
}

const current = new AsyncLocalStorage<Context>()

/** The span in which the code that asks runs, in the words of https://www.w3.org/TR/trace-context/; for another process. */
export function traceparent(): string | undefined {
  const context = current.getStore()
  const span = context && trace.getSpanContext(context)
  if (!span) return undefined
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const

/** Traces by a tracer of OpenTelemetry. */
export function tracingBy(tracer: Tracer): Tracing {
  return {
    open({ name, kind, within, attributes }) {
      const around = current.getStore()
      if (within === 'step' && !around) return untraced
      const parent = typeof within === 'object' ? contextOf(within.traceparent) : (around ?? ROOT_CONTEXT)
      const options = { kind: kind ? kinds[kind] : SpanKind.INTERNAL, attributes }
      const span = tracer.startSpan(name, options, parent)
      return new Traced(span, trace.setSpan(parent, span))
    },
  }
}

class Traced implements OpenSpan {
  constructor(
    private readonly span: Span,
    private readonly context: Context,
  ) {}

  within<T>(work: () => T): T {
    return current.run(this.context, work)
  }

  note(attributes: Attributes): void {
    this.span.setAttributes(attributes)
  }

  end(failure?: string): void {
    if (failure !== undefined) {
      this.span.setAttribute('error.type', failure)
      this.span.setStatus({ code: SpanStatusCode.ERROR })
    }
    this.span.end()
  }
}

/** What another process has said; anything that is not well formed is nothing. */
function contextOf(given: unknown): Context {
  const [, traceId = '', spanId = '', flags = '00'] =
    /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(typeof given === 'string' ? given : '') ?? []
  const span = { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
  return isSpanContextValid(span) ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT
}

function nameOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  if (typeof code === 'string') return code
  return typeof name === 'string' ? name : typeof error
}
