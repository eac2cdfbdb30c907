import { GraphQLError, print, stripIgnoredCharacters } from 'graphql'
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql'
import { Agent, fetch, request as send } from 'undici'
import { anonymous, type Actor } from './actor.ts'
import { shown } from './errors.ts'
import type { Keys } from './keys.ts'
import { deviceIn } from './device.ts'
import { languageOf } from './language.ts'
import type { Carried, SubgraphLink, SubgraphRequest } from './link.ts'
import { remoteSocket } from './remote-socket.ts'
import { openNamedResults } from './result-identity.ts'
import type { SubgraphName } from './subgraph.ts'
import { traceparent } from './telemetry/tracing.ts'

/** The header, and the key in a subscription's `extensions`, under which the signed actor travels inward. */
export const ACTOR = 'portico-actor'

/** The key in `extensions` under which the rest travels. */
const CARRIED = 'portico'

const carriedBy = ({ keys, language, device }: Carried): Carried => ({ keys, language, device })

/** What came along with the body of a request whose sender has been verified. */
export function carriedIn(body: unknown): Carried {
  const { extensions } = body as { extensions?: Readonly<Record<string, Carried | undefined>> }
  const { keys, language, device } = extensions?.[CARRIED] ?? {}
  return { keys, language: language && languageOf(language), device: device && deviceIn(device) }
}

/**
 * Of one request to a subgraph. The gateway takes smaller ones, but a text can grow when it is written anew; and one that
 * is too large for the socket would end the subscriptions of everyone on it.
 */
export const LARGEST_REQUEST_BYTES = 8 * 1024 * 1024

const DEADLINE_MS = 10_000

/** What a route does before it answers may take its time, such as making a picture smaller; its bytes then come steadily. */
const ROUTE_ANSWERS_WITHIN_MS = 120_000
const ROUTE_PAUSES_AT_MOST_MS = 30_000
/** The status by which a subgraph says that it does not trust who carries a route's request: no route answers with it. */
export const ASSERTION_REFUSED = 407
/** What concerns one connection only, and the names under which the gateway answers itself. */
const hopByHop: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'x-request-id'])

/**
 * The way to a subgraph in another process: queries and mutations over HTTP with keep-alive, all subscriptions over one
 * WebSocket. When that breaks, each subscription ends with an error and the client resumes from its own cursor; silently
 * subscribing again here, with the old cursor, would repeat events or lose them.
 */
export function remoteLink(name: SubgraphName, url: string, keys: Keys): SubgraphLink {
  const agent = new Agent({ keepAliveTimeout: 30_000, connections: 64 })
  // Slow uploads and downloads leave the others their connections, and each other, too: as many as the gateway has clients.
  const carrier = new Agent({
    keepAliveTimeout: 30_000,
    headersTimeout: ROUTE_ANSWERS_WITHIN_MS,
    bodyTimeout: ROUTE_PAUSES_AT_MOST_MS,
  })
  const socket = remoteSocket({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    params: async () => ({ [ACTOR]: await keys.assert(name, anonymous) }),
    broken: (cause) => unreachable(name, cause),
  })
  const reunited = openNamedResults()

  async function headersFor(actor: Actor, requestId: string) {
    return {
      ...tracedHeaders(),
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'x-request-id': requestId,
      [ACTOR]: await keys.assert(name, actor),
    }
  }

  async function post(request: SubgraphRequest): Promise<ExecutionResult> {
    const response = await fetch(`${url}/graphql`, {
      dispatcher: agent,
      method: 'POST',
      headers: await headersFor(request.actor, request.requestId),
      body: JSON.stringify({
        query: textOf(request.document),
        operationName: request.operationName,
        variables: request.variables,
        extensions: { [CARRIED]: carriedBy(request) },
      }),
      signal: request.signal ?? AbortSignal.timeout(DEADLINE_MS),
    })
    const result = (await response.json()) as ExecutionResult | null
    // A subgraph that refuses our assertion, or is just going down, says nothing about the one who asks.
    const isAnswer = typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)
    if (response.status === 401 || !isAnswer) throw new Error(`${name} answered with HTTP ${response.status}.`)
    return result
  }

  return {
    name,

    async execute(request) {
      try {
        return await post(request)
      } catch (error) {
        // A connection that broke under what may be repeated is worth one more try.
        if (!isRetryable(request, error)) throw unreachable(name, error)
        return post(request).catch((again: unknown) => {
          throw unreachable(name, again)
        })
      }
    },

    async subscribe(request) {
      const assertion = await keys.assert(name, request.actor)
      const results = socket.subscribe({
        query: textOf(request.document),
        operationName: request.operationName,
        variables: request.variables as Record<string, unknown> | undefined,
        extensions: { [ACTOR]: assertion, requestId: request.requestId, [CARRIED]: carriedBy(request) },
      })
      return reunited(results)
    },

    async get<T>(endpoint: string, params: Readonly<Record<string, string>> = {}): Promise<T> {
      const query = new URLSearchParams(params).toString()
      const response = await fetch(`${url}/internal/${endpoint}?${query}`, {
        dispatcher: agent,
        headers: await headersFor(anonymous, 'internal'),
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).catch((error: unknown) => {
        throw unreachable(name, error)
      })
      if (!response.ok) {
        // Unread, the body would hold its connection.
        const refusal = refusalIn(await response.json().catch(() => null))
        if (response.status === 400 && refusal.extensions['code'] === 'BAD_USER_INPUT') throw refusal
        throw unreachable(name, new Error(`HTTP ${response.status}`))
      }
      return (await response.json()) as T
    },

    async call({ method, path, query, headers, body, actor, requestId, signal }) {
      const assertion = await keys.assert(name, actor)
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const response = await send(`${url}/${path.map(encodeURIComponent).join('/')}?${query}`, {
        dispatcher: carrier,
        method: method as 'GET',
        headers: { ...headers, ...tracedHeaders(), 'x-request-id': requestId, [ACTOR]: assertion },
        body: hasBody ? body : null,
        signal,
      }).catch((error: unknown) => {
        throw unreachable(name, error)
      })
      const answer = Object.entries(response.headers).filter(([header]) => !hopByHop.has(header))
      if (response.statusCode === ASSERTION_REFUSED) {
        response.body.on('error', () => {}).destroy()
        throw unreachable(name, new Error('It refuses our assertion.'))
      }
      return {
        status: response.statusCode,
        headers: Object.fromEntries(answer.map(([header, value]) => [header, String(value)])),
        body: response.body,
      }
    },

    async close() {
      await socket.close()
      await carrier.destroy()
      await agent.destroy()
    },
  }
}

/** What an internal endpoint said with its refusal, if it is one of ours. */
function refusalIn(body: unknown): GraphQLError {
  const { message, ...extensions } = (body ?? {}) as Readonly<Record<string, unknown>>
  return new GraphQLError(typeof message === 'string' ? message : 'The question is not understood.', { extensions })
}

const texts = new WeakMap<DocumentNode, string>()

/** A document's text, printed once: the same plan sends the same document again and again. */
function textOf(document: DocumentNode): string {
  const known = texts.get(document)
  if (known !== undefined) return known
  const text = stripIgnoredCharacters(print(document))
  texts.set(document, text)
  return text
}

/** A query changes nothing, and a mutation under an idempotency key changes nothing twice. */
function isRetryable(request: SubgraphRequest, error: unknown): boolean {
  const { keys = {} } = request
  const isRepeatable = request.document.definitions.every(
    (part) => part.kind !== 'OperationDefinition' || part.operation === 'query' || areKeyed(part, keys),
  )
  return isRepeatable && !request.signal?.aborted && !(error instanceof Error && error.name === 'TimeoutError')
}

function areKeyed({ selectionSet }: OperationDefinitionNode, keys: object): boolean {
  return selectionSet.selections.every(
    (field) => field.kind === 'Field' && Object.hasOwn(keys, (field.alias ?? field.name).value),
  )
}

function unreachable(name: string, cause: unknown): Error {
  const error = shown('SERVICE_SILENT', { service: name })
  error.cause = cause
  return error
}

/** What says to the other process of which trace a request is part, if of one. */
function tracedHeaders(): { readonly traceparent?: string } {
  const parent = traceparent()
  return parent === undefined ? {} : { traceparent: parent }
}
