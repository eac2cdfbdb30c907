import { createSourceEventStream, execute, GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { audienceOf } from './audience.ts'
import { maskResult, type Place } from './fault.ts'
import type { SubgraphRequest } from './link.ts'
import { openContext } from './open-context.ts'
import type { Services } from './services.ts'
import { openSharedResults, type SharedResults } from './shared-results.ts'

/** Executes a query or mutation in a subgraph; its faults are logged here and masked. */
export async function executeRequest(
  schema: GraphQLSchema,
  services: Services,
  request: SubgraphRequest,
): Promise<ExecutionResult> {
  const result = await execute({
    schema,
    document: request.document,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: openContext(services, request),
  })
  return maskResult(result, placeOf(services, request))
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
  const place = placeOf(services, request)
  const args = () => ({
    schema,
    document: request.document,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: openContext(services, request),
  })
  const failed = (error: unknown) =>
    maskResult({ errors: [new GraphQLError('', { originalError: error as Error })] }, place)
  try {
    const source = await createSourceEventStream(args())
    if (!(Symbol.asyncIterator in source)) return maskResult(source, place)
    const run = async (rootValue: unknown) => maskResult(await execute({ ...args(), rootValue }), place)
    const audience = audienceOf(request)
    const runShared = (item: unknown) => {
      // The whole item is part of the key: what two subscribers are told differently, however that came, is not shared.
      const key = hasCursor(item) ? `${audience} ${JSON.stringify(item)}` : null
      return key === null ? run(item) : sharedBy(services).get(key, () => run(item))
    }
    return mapEach(source[Symbol.asyncIterator]() as AsyncIterator<unknown>, runShared, failed)
  } catch (error) {
    return failed(error)
  }
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

function mapEach<T, R>(
  source: AsyncIterator<T>,
  run: (value: T) => Promise<R>,
  failed: (error: unknown) => R,
): AsyncIterableIterator<R> {
  const end = { done: true, value: undefined } as const
  let isOver = false
  return {
    async next() {
      if (isOver) return end
      try {
        const { done, value } = await source.next()
        return done ? end : { done: false, value: await run(value) }
      } catch (error) {
        isOver = true
        await source.return?.()
        return { done: false, value: failed(error) }
      }
    },
    async return() {
      isOver = true
      await source.return?.()
      return end
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
