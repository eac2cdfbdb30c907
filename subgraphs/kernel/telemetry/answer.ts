import { errorCodes } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Spanned } from './tracing.ts'

/** A result's errors, as they are or as they have come as JSON. */
export interface Answered {
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[]
}

/** What became of an operation: `OK`, or the code of its first error. */
export function outcomeOf({ errors }: Answered): string {
  const [first] = errors ?? []
  if (!first) return 'OK'
  const { code } = first.extensions ?? {}
  return typeof code === 'string' && Object.hasOwn(errorCodes, code) ? code : 'INTERNAL'
}

const LONGEST_NAME = 64

/** The name that a caller has given to an operation, as far as a log shows it. */
export function shownName(name: string | undefined): string | undefined {
  return name?.slice(0, LONGEST_NAME)
}

/** A subgraph's part of an operation; of one in another process, if that one's `traceparent` came along. */
export function servedSpan(subgraph: string, came?: { readonly traceparent: unknown }): Spanned {
  return { name: `graphql ${subgraph}`, kind: 'server', within: came, attributes: { 'portico.subgraph': subgraph } }
}

/** An operation that a subgraph was asked. */
export interface Asked {
  readonly requestId: string
  readonly operationName?: string
  /** By `performance.now()`. */
  readonly startedAt: number
}

/** Measures what a subgraph has answered, and tells it under the request's id. */
export function tellAnswer(services: Services, asked: Asked, result: Answered): void {
  const { name: subgraph, log, metrics } = services
  const ms = performance.now() - asked.startedAt
  const outcome = outcomeOf(result)
  metrics.answerSeconds.observe({ subgraph, outcome }, ms / 1000)
  if (!log.isLevelEnabled('debug')) return
  const { requestId, operationName } = asked
  const told = { requestId, operation: shownName(operationName), outcome, ms: Math.round(ms * 10) / 10 }
  log.debug(told, 'A subgraph has answered.')
}
