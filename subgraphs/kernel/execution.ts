import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql'
import { audienceOf } from './audience.ts'
import { dated, timeOf } from './events/happened.ts'
import { maskResult, type Place } from './fault.ts'
import type { SubgraphRequest } from './link.ts'
import { openContext } from './open-context.ts'
import type { Services } from './services.ts'
import { openSharedResults, type SharedResults } from './shared-results.ts'
import { servedSpan, tellAnswer } from './telemetry/answer.ts'
import { inSpan } from './telemetry/tracing.ts'

/** Executes a query or mutation in a subgraph; its faults are logged here and masked. */
export async function executeRequest(
  schema: GraphQLSchema,
  services: Services,
  request: SubgraphRequest,
): Promise<ExecutionResult> {
  return inSpan(services.tracing, servedSpan(services.name), async () => {
    const startedAt = performance.now()
    const result = maskResult(await execute(argsOf(schema, services, request)), placeOf(services, request))
    tellAnswer(services, { ...request, startedAt }, result)
    return result
  })
}

/**
 * Opens a subscription's source stream and executes its selection for every event, each with a context of its own: a
 * loader that lived as long as the subscription would answer with what was true at its first event. Nothing is thrown,
 * now or later: where many share a socket it would end them all. A stream that fails ends with its masked error.
 *
 * Whether a subscriber may see an event was asked before, for each of them; what they then see of it is executed once for
 * all who see it alike: see `audienceOf`. Such results are one object, which nobody may change.
 */
export async function subscribeRequest(
  schema: GraphQLSchema,
  services: Services,
  request: SubgraphRequest,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  try {
    const source = await createSourceEventStream(argsOf(schema, services, request))
    if (!(Symbol.asyncIterator in source)) return maskResult(source, placeOf(services, request))
    return new Executed(schema, services, request, source[Symbol.asyncIterator]() as AsyncIterator<unknown>)
  } catch (error) {
    return failed(error, services, request)
  }
}

const end = { done: true, value: undefined } as const

/** A class, as there may be thousands: what they do stands on the prototype, once. */
class Executed implements AsyncIterableIterator<ExecutionResult> {
  private isOver = false
  private readonly audience: string

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly services: Services,
    private readonly request: SubgraphRequest,
    private readonly source: AsyncIterator<unknown>,
  ) {
    this.audience = audienceOf(request)
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.isOver) return end
    try {
      const { done, value } = await this.source.next()
      return done ? end : { done: false, value: await this.shared(value) }
    } catch (error) {
      await this.return()
      return { done: false, value: failed(error, this.services, this.request) }
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.isOver = true
    await this.source.return?.()
    return end
  }

  [Symbol.asyncIterator]() {
    return this
  }

  private shared(item: unknown): Promise<ExecutionResult> {
    if (!hasCursor(item)) return this.execute(item)
    // The whole item is part of the key: what two subscribers are told differently, however that came, is not shared.
    const key = `${this.audience} ${JSON.stringify(item)}`
    return sharedBy(this.services).get(key, () => this.execute(item))
  }

  private async execute(rootValue: unknown): Promise<ExecutionResult> {
    const { schema, services, request } = this
    const event = { name: `event ${services.name}`, kind: 'consumer', within: { traceparent: undefined } } as const
    const result = await inSpan(services.tracing, event, async () =>
      execute({ ...argsOf(schema, services, request), rootValue }),
    )
    return dated(maskResult(result, placeOf(services, request)), timeOf(rootValue as object | null))
  }
}

function argsOf(schema: GraphQLSchema, services: Services, request: SubgraphRequest): ExecutionArgs {
  const { document, operationName, variables: variableValues } = request
  return { schema, document, operationName, variableValues, contextValue: openContext(services, request) }
}

function failed(error: unknown, services: Services, request: SubgraphRequest): ExecutionResult {
  const wrapped = new GraphQLError('', { originalError: error as Error })
  return maskResult({ errors: [wrapped] }, placeOf(services, request))
}

const shared = new WeakMap<Services, SharedResults>()

/** What the subscribers of one subgraph in this process share. */
function sharedBy(services: Services): SharedResults {
  const found = shared.get(services) ?? openSharedResults()
  shared.set(services, found)
  return found
}

/** Only an item with a cursor says which event it is. */
function hasCursor(item: unknown): boolean {
  return typeof (item as { cursor?: unknown } | null)?.cursor === 'string'
}

function placeOf({ name, log }: Services, { requestId }: SubgraphRequest): Place {
  return { subgraph: name, log, requestId }
}
