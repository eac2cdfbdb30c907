import { cacheExchange, Client, fetchExchange, subscriptionExchange, type AnyVariables } from '@urql/core'
import { createClient } from 'graphql-ws'
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

/** urql: HTTP for queries and mutations, graphql-ws behind its subscriptionExchange. */
export function openUrql({ url, wsUrl, token }: Portal): ForeignClient {
  const authorization = `Bearer ${token}`
  const socket = createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization }),
    // Its own retry would begin at the old `after` again.
    retryAttempts: 0,
  })
  const client = new Client({
    url,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: variables as Record<string, unknown> }, sink),
          }),
        }),
      }),
    ],
    fetchOptions: () => ({ headers: { authorization } }),
  })

  async function query<Data>(text: string, variables: AnyVariables): Promise<Data> {
    const { data, error } = await client.query<Data>(text, variables)
    if (!data) throw error
    return data
  }

  return {
    contact: async (id) => (await query<ContactData>(contactQuery, { id })).contact,
    async create(lastName, key) {
      const { data, error } = await client.mutation<CreateData>(createMutation, { input: { lastName }, key })
      if (!data) throw error
      return data.contactCreate
    },
    contacts: (size) => pageByPage((variables) => query<ContactsData>(contactsQuery, variables), size),
    follow: (after, onItem) =>
      new Promise((resolve, reject) => {
        const { unsubscribe } = client
          .subscription<ViewingsData>(viewingsSubscription, { after })
          .subscribe(({ data, error, hasNext }) => {
            if (data) onItem(data.viewingChanged)
            if (error) reject(error)
            else if (!hasNext) resolve()
            if (error || !hasNext) unsubscribe()
          })
      }),
    close: () => socket.dispose(),
  }
}
