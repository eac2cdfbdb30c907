import { createClient } from 'graphql-ws'
import {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getSingularSelector,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
  type MutationParameters,
  type OperationType,
  type RequestParameters,
  type SingularReaderSelector,
  type Variables,
} from 'relay-runtime'
import WebSocket from 'ws'
import type { Contact, Created, ForeignClient, Item, Portal } from './client.ts'
import { compileDocuments } from './relay-documents.ts'

export interface OpenRelay extends ForeignClient {
  /** Asks for a contact again as Relay refetches any object: by its global id, through \`node\`. */
  contactAgain(id: string): Promise<Contact | null>
}

/** relay-runtime: an Environment with a Network and a Store, and documents that relay-compiler made. */
export function openRelay({ url, wsUrl, token }: Portal): OpenRelay {
  const authorization = `Bearer ${token}`
  const documents = compileDocuments()
  const socket = createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization }),
    // Its own retry would begin at the old `after` again.
    retryAttempts: 0,
  })
  const send = async ({ text }: RequestParameters, variables: Variables): Promise<GraphQLResponse> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: text, variables }),
    })
    return (await response.json()) as GraphQLResponse
  }
  const subscribe = ({ text }: RequestParameters, variables: Variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe<Record<string, unknown>>(
        { query: text!, variables },
        {
          next: (answer) => sink.next(answer as GraphQLResponse),
          error: (reason) => sink.error(reason as Error),
          complete: sink.complete,
        },
      ),
    )
  const environment = new Environment({
    network: Network.create(send, subscribe),
    store: new Store(new RecordSource()),
  })

  const fetched = (request: ConcreteRequest, variables: Variables) =>
    fetchQuery<OperationType>(environment, request, variables).toPromise()

  /** What a fragment shows of the store, below an operation that was fetched. */
  function shown<Data>(
    request: ConcreteRequest,
    variables: Variables,
    fragment: typeof documents.contactFragment,
    at: (data: never) => unknown,
  ) {
    const operation = createOperationDescriptor(request, variables)
    const parent = at(environment.lookup(operation.fragment).data as never)
    if (!parent) return null
    const selector = getSingularSelector(fragment, parent) as SingularReaderSelector
    return environment.lookup(selector).data as unknown as Data
  }

  interface Connection {
    readonly contacts: {
      readonly edges: readonly { readonly node: Contact }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
    }
  }

  return {
    async contact(id) {
      await fetched(documents.contact, { id })
      return shown<Contact>(
        documents.contact,
        { id },
        documents.contactFragment,
        (data: { contact: object }) => data.contact,
      )
    },
    async contactAgain(id) {
      await fetched(documents.contactAgain, { id })
      return shown<Contact>(
        documents.contactAgain,
        { id },
        documents.contactFragment,
        (data: { node: object }) => data.node,
      )
    },
    create: (lastName, key) =>
      new Promise((resolve, reject) => {
        commitMutation<MutationParameters>(environment, {
          mutation: documents.create,
          variables: { input: { lastName }, key },
          onCompleted: (data) => resolve((data as { contactCreate: Created }).contactCreate),
          onError: reject,
        })
      }),
    async contacts(size) {
      const first = { count: size }
      await fetched(documents.contacts, first)
      const joined = () =>
        shown<Connection>(documents.contacts, first, documents.contactsFragment, (data) => data)!.contacts
      while (joined().pageInfo.hasNextPage) {
        await fetched(documents.moreContacts, { count: size, cursor: joined().pageInfo.endCursor })
      }
      return joined().edges.map(({ node }) => node.displayName)
    },
    follow: (after, onItem) =>
      new Promise((resolve, reject) => {
        requestSubscription<OperationType>(environment, {
          subscription: documents.viewings,
          variables: { after },
          onNext: (data) => onItem((data as { viewingChanged: Item }).viewingChanged),
          onError: reject,
          onCompleted: () => resolve(),
        })
      }),
    close: () => socket.dispose(),
  }
}
