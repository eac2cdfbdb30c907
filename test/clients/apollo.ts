import {
  ApolloClient,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
  type NormalizedCacheObject,
  type PossibleTypesMap,
} from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { relayStylePagination } from '@apollo/client/utilities'
import { OperationTypeNode } from 'graphql'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import {
  contactQuery,
  contactsQuery,
  createMutation,
  viewingsSubscription,
  type ContactData,
  type ContactsData,
  type CreateData,
  type ForeignClient,
  type Portal,
  type ViewingsData,
} from './client.ts'

export interface OpenApollo extends ForeignClient {
  /** What its cache holds, by type and id. */
  cached(): NormalizedCacheObject
}

/** Apollo Client: HttpLink, and GraphQLWsLink for subscriptions; its cache joins the pages of lists. */
export async function openApollo({ url, wsUrl, token }: Portal): Promise<OpenApollo> {
  const authorization = `Bearer ${token}`
  const socket = createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization }),
    // Its own retry would begin at the old `after` again.
    retryAttempts: 0,
  })
  const client = new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: url, headers: { authorization } }),
    ),
    cache: new InMemoryCache({
      possibleTypes: await possibleTypes(url),
      typePolicies: { Query: { fields: { contacts: relayStylePagination() } } },
    }),
  })

  return {
    cached: () => client.cache.extract() as NormalizedCacheObject,
    async contact(id) {
      const { data } = await client.query<ContactData>({ query: gql(contactQuery), variables: { id } })
      return data!.contact
    },
    async create(lastName, key) {
      const variables = { input: { lastName }, key }
      const { data } = await client.mutate<CreateData>({ mutation: gql(createMutation), variables })
      return data!.contactCreate
    },
    async contacts(size) {
      const query = gql(contactsQuery)
      const variables = { first: size, after: null }
      const list = client.watchQuery<ContactsData>({ query, variables })
      const watching = list.subscribe({})
      try {
        let page = (await list.refetch()).data
        while (page?.contacts?.pageInfo.hasNextPage) {
          page = (await list.fetchMore({ variables: { after: page.contacts.pageInfo.endCursor } })).data
        }
        const joined = client.readQuery<ContactsData>({ query, variables })
        return joined!.contacts!.edges.map(({ node }) => node.displayName)
      } finally {
        watching.unsubscribe()
      }
    },
    follow: (after, onItem) =>
      new Promise((resolve, reject) => {
        client.subscribe<ViewingsData>({ query: gql(viewingsSubscription), variables: { after } }).subscribe({
          next({ data, error }) {
            if (data) onItem(data.viewingChanged)
            if (error) reject(error)
          },
          error: reject,
          complete: resolve,
        })
      }),
    async close() {
      client.stop()
      await socket.dispose()
    },
  }
}

/** Which types stand behind interfaces and unions, as the graph tells it: a build step of most frontends. */
async function possibleTypes(url: string): Promise<PossibleTypesMap> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __schema { types { name possibleTypes { name } } } }' }),
  })
  const { data } = (await response.json()) as {
    data: { __schema: { types: { name: string; possibleTypes: { name: string }[] | null }[] } }
  }
  const abstract = data.__schema.types.filter(({ possibleTypes }) => possibleTypes)
  return Object.fromEntries(abstract.map(({ name, possibleTypes }) => [name, possibleTypes!.map((type) => type.name)]))
}
