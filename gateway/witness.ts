import type { Attributes } from '@opentelemetry/api'
import type { ExecutionResult, OperationDefinitionNode } from 'graphql'
import { personOf, type Actor } from '../subgraphs/kernel/actor.ts'
import { timeOf } from '../subgraphs/kernel/events/happened.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { outcomeOf, shownName, type Answered } from '../subgraphs/kernel/telemetry/answer.ts'
import type { Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import type { OpenSpan } from '../subgraphs/kernel/telemetry/tracing.ts'
import type { OperationRequest } from './operation.ts'

/** Sees each operation from its arrival to its answer, and each push. */
export interface Witness {
  begin(request: OperationRequest): Seen
  /** A subscription's result is on its way to one subscriber. */
  pushed(result: ExecutionResult): void
}

/** One operation, as it is seen. */
export interface Seen {
  /** Does work that is part of it. */
  within<T>(work: () => T): T
  /** What it is, and whose; not known where it was refused before. */
  is(operation: OperationDefinitionNode, actor: Actor): void
  /** It is answered, or its subscription is open; nothing has to be said of that. */
  end(result: Answered): void
}

export interface WitnessOptions {
  readonly telemetry: Telemetry
  readonly log: Logger
  /** An operation that takes longer is told as a warning. */
  readonly slowMs: number
}

export function openWitness(options: WitnessOptions): Witness {
  const { metrics } = options.telemetry
  return {
    begin: (request) => new SeenOperation(options, request),
    pushed(result) {
      const at = timeOf(result)
      if (at !== undefined) metrics.pushSeconds.observe(Math.max(0, Date.now() - at) / 1000)
    },
  }
}

/** A class, as an open subscription holds one: what it does stands on the prototype, once. */
class SeenOperation implements Seen {
  private readonly startedAt = performance.now()
  private operation: OperationDefinitionNode | null = null
  private actor: Actor | null = null
  private readonly span: OpenSpan

  constructor(
    private readonly options: WitnessOptions,
    private readonly request: OperationRequest,
  ) {
    const { requestId, transport, traceparent } = request
    const attributes = { 'portico.request_id': requestId, 'portico.transport': transport }
    this.span = options.telemetry.tracing.open({ name: 'graphql', kind: 'server', within: { traceparent }, attributes })
  }

  within<T>(work: () => T): T {
    return this.span.within(work)
  }

  is(operation: OperationDefinitionNode, actor: Actor): void {
    this.operation = operation
    this.actor = actor
  }

  end(result: Answered): void {
    const { telemetry, log, slowMs } = this.options
    const { operations, operationSeconds } = telemetry.metrics
    const { transport } = this.request
    const ms = performance.now() - this.startedAt
    const type = this.operation?.operation ?? 'unknown'
    const code = outcomeOf(result)
    this.span.note(spanAttributes(this.operation, code))
    this.span.end(code === 'OK' ? undefined : code)
    operations.inc({ transport, type, code })
    operationSeconds.observe({ transport, type }, ms / 1000)
    if (ms >= slowMs) log.warn(this.told(ms, code), 'An operation was slow.')
    else if (log.isLevelEnabled('debug')) log.debug(this.told(ms, code), 'An operation was answered.')
  }

  /** Ids, and nothing that the caller has written but the operation's name. */
  private told(ms: number, outcome: string): object {
    const { operation, actor, request } = this
    return {
      requestId: request.requestId,
      transport: request.transport,
      type: operation?.operation ?? 'unknown',
      operation: shownName(operation?.name?.value),
      outcome,
      ms: Math.round(ms * 10) / 10,
      company: actor && 'company' in actor ? actor.company : undefined,
      person: (actor && personOf(actor)) ?? undefined,
    }
  }
}

/** By https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/, but for the document, which may hold values. */
function spanAttributes(operation: OperationDefinitionNode | null, outcome: string): Attributes {
  return {
    'graphql.operation.type': operation?.operation,
    'graphql.operation.name': shownName(operation?.name?.value),
    'portico.outcome': outcome,
  }
}
