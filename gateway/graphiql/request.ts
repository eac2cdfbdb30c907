import type { ExecutionResult } from 'graphql'

/** One operation as it goes over the wire. */
export interface Operation {
  readonly query: string
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>>
}

/** Sends an operation to the gateway; what is wrong with it comes back as a result, and only silence is thrown. */
export async function send<Data>(
  operation: Operation,
  accessToken: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<ExecutionResult<Data>> {
  const headers = new Headers(more)
  headers.set('content-type', 'application/json')
  headers.set('accept', 'application/graphql-response+json, application/json')
  if (accessToken) headers.set('authorization', `Bearer ${accessToken}`)
  const response = await fetch('/graphql', {
    method: 'POST',
    headers,
    body: JSON.stringify(operation),
  }).catch(() => {
    throw new Error('The gateway does not answer. Is it running?')
  })
  const text = await response.text()
  try {
    return JSON.parse(text) as ExecutionResult<Data>
  } catch {
    throw new Error(`The gateway answered ${response.status} without a GraphQL result.`)
  }
}
