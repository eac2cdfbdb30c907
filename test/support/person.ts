import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print, type DocumentNode, type GraphQLFormattedError } from 'graphql'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { openStream, type Stream } from './stream.ts'

/** An answer as it stands in the response's body. */
export interface Answer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly GraphQLFormattedError[]
}

/** Somebody at the gateway: a visitor, or who has logged in. All they know is what a client program knows. */
export interface Person {
  /** The gateway's address. */
  readonly url: string
  readonly token: string | null
  /** Sends an operation over HTTP and gives back the whole answer. */
  send<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Promise<Answer<Data>>
  /** The same, for what must succeed: its data, or an error with what was answered. */
  ask<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Promise<Data>
  /** Subscribes over WebSocket, on a connection of its own. */
  follow<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Stream<Data>
  /** Subscribes over SSE, as a browser of this language where one is named. */
  followSse<Data, Variables>(
    document: Document<Data, Variables>,
    variables?: Variables,
    language?: string,
  ): Stream<Data>
}

type Document<Data, Variables> = TypedDocumentNode<Data, Variables> | string

/** `device` are headers that tell of a device what one cannot see: its program, and through which proxy it comes. */
export function person(
  url: string,
  token: string | null = null,
  device: Readonly<Record<string, string>> = {},
): Person {
  const authorization = token ? { authorization: `Bearer ${token}` } : undefined

  async function send<Data, Variables>(
    document: Document<Data, Variables>,
    variables?: Variables,
  ): Promise<Answer<Data>> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...device, ...authorization },
      body: JSON.stringify({ query: textOf(document), variables }),
    })
    return (await response.json()) as Answer<Data>
  }

  return {
    url,
    token,
    send,
    async ask(document, variables) {
      const answer = await send(document, variables)
      if (answer.errors || !answer.data) throw new Error(`The gateway refused: ${JSON.stringify(answer.errors)}`)
      return answer.data
    },
    follow<Data, Variables>(document: Document<Data, Variables>, variables?: Variables) {
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: authorization,
      })
      const payload = { query: textOf(document), variables: variables as Record<string, unknown> | undefined }
      return openStream<Data>(
        (sink) => client.subscribe(payload, sink),
        () => client.terminate(),
      )
    },
    followSse<Data, Variables>(document: Document<Data, Variables>, variables?: Variables, language = 'en') {
      const headers = { ...authorization, 'accept-language': language }
      const client = createSseClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 })
      const payload = { query: textOf(document), variables: variables as Record<string, unknown> | undefined }
      return openStream<Data>(
        (sink) => client.subscribe(payload, sink),
        () => client.dispose(),
      )
    },
  }
}

function textOf(document: DocumentNode | string): string {
  return typeof document === 'string' ? document : print(document)
}
