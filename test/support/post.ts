import type { Answer, Person } from './person.ts'

/** What may come beside an operation's text and variables. */
export interface Beside {
  readonly headers?: Readonly<Record<string, string>>
  readonly extensions?: object
}

/** Sends an operation by HTTP with headers and extensions of one's own; the whole answer. */
export async function post<Data>(by: Person, query: string, variables: object = {}, beside: Beside = {}) {
  const response = await fetch(`${by.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(by.token && { authorization: `Bearer ${by.token}` }),
      ...beside.headers,
    },
    body: JSON.stringify({ query, variables, extensions: beside.extensions }),
  })
  return (await response.json()) as Answer<Data>
}
