import { createSourceEventStream, execute, getOperationAST, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { maskResult, type Place } from './fault.ts'
import type { SubgraphRequest } from './link.ts'
import { openContext } from './open-context.ts'
import type { Services } from './services.ts'

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
 * loader that lived as long as the subscription would answer with what was true at its first event.
 */
export async function subscribeRequest(
  schema: GraphQLSchema,
  services: Services,
  request: SubgraphRequest,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const { document, operationName, variables: variableValues } = request
  const source = await createSourceEventStream({
    schema,
    document,
    operationName,
    variableValues,
    contextValue: openContext(services, request),
  })
  const place = placeOf(services, request)
  if (!(Symbol.asyncIterator in source)) return maskResult(source, place)
  const run = async (rootValue: unknown) => {
    const result = await execute({
      schema,
      document,
      operationName,
      variableValues,
      rootValue,
      contextValue: openContext(services, request),
    })
    return maskResult(result, place)
  }
  return mapEach(source[Symbol.asyncIterator]() as AsyncIterator<unknown>, run)
}

/** Whether a request's operation is a subscription. */
export function isSubscription(request: SubgraphRequest): boolean {
  return getOperationAST(request.document, request.operationName)?.operation === 'subscription'
}

function placeOf({ name, log }: Services, { requestId }: SubgraphRequest): Place {
  return { subgraph: name, log, requestId }
}

function mapEach<T, R>(source: AsyncIterator<T>, run: (value: T) => Promise<R>): AsyncIterableIterator<R> {
  return {
    async next() {
      const { done, value } = await source.next()
      return done ? { done: true, value: undefined } : { done: false, value: await run(value) }
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
