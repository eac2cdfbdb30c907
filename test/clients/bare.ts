import type { FormattedExecutionResult } from 'graphql'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import WebSocket from 'ws'
import {
  contactQuery,
  contactsQuery,
  createMutation,
  pageByPage,
  viewingsSubscription,
  type ContactData,
  type ContactsData,
  type CreateData,
  type ForeignClient,
  type Portal,
  type ViewingsData,
} from './client.ts'

/** graphql-ws alone: all operations over one socket. */
export function openGraphqlWs({ wsUrl, token }: Portal): ForeignClient {
  const client = createWsClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    // Its own retry would begin at the old `after` again.
    retryAttempts: 0,
  })
  return overStreams(client)
}

/** graphql-sse alone, in its distinct connections mode: one request, one operation. */
export function openGraphqlSse({ sseUrl, token }: Portal): ForeignClient {
  const client = createSseClient({
    url: sseUrl,
    headers: () => ({ authorization: `Bearer ${token}` }),
    // Its own retry would begin at the old `after` again.
    retryAttempts: 0,
  })
  return overStreams(client)
}

/** What both packages offer: operations as streams of results. */
interface Streams {
  iterate<Data>(operation: {
    query: string
    variables?: Record<string, unknown>
  }): AsyncIterableIterator<FormattedExecutionResult<Data>>
  dispose(): void | Promise<void>
}

function overStreams(client: Streams): ForeignClient {
  async function once<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    for await (const { data, errors } of client.iterate<Data>({ query, variables })) {
      if (!data) throw new Error(JSON.stringify(errors))
      return data
    }
    throw new Error('There was no answer.')
  }

  return {
    contact: async (id) => (await once<ContactData>(contactQuery, { id })).contact,
    create: async (lastName, key) =>
      (await once<CreateData>(createMutation, { input: { lastName }, key })).contactCreate,
    contacts: (size) => pageByPage((page) => once<ContactsData>(contactsQuery, { ...page }), size),
    async follow(after, onItem) {
      const results = client.iterate<ViewingsData>({ query: viewingsSubscription, variables: { after } })
      for await (const { data } of results) if (data) onItem(data.viewingChanged)
    },
    close: () => client.dispose(),
  }
}
