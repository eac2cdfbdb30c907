import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { execute, parse, print, subscribe, validate, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { pino } from 'pino'
import { startGateway, type Gateway, type GatewayOptions } from '../../../gateway/gateway.ts'
import { readConfig } from '../../../subgraphs/kernel/config.ts'
import { subscribeRequest } from '../../../subgraphs/kernel/execution.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'
import type { Assertion, Keys } from '../../../subgraphs/kernel/keys.ts'
import type { Links, SubgraphLink, SubgraphRequest } from '../../../subgraphs/kernel/link.ts'
import type { Readiness } from '../../../subgraphs/kernel/readiness.ts'
import { remoteLink } from '../../../subgraphs/kernel/remote-link.ts'
import { serveStreams } from '../../../subgraphs/kernel/serve-streams.ts'
import type { Services } from '../../../subgraphs/kernel/services.ts'
import type { CompanyOrigins, SessionNews, SessionState } from '../../../subgraphs/kernel/session-news.ts'
import { subgraphNames, type SubgraphName } from '../../../subgraphs/kernel/subgraph.ts'
import { unwatched } from '../../../subgraphs/kernel/telemetry/telemetry.ts'
import { buildSchemas, ids, supergraph } from './subgraphs.ts'
import { openTopic, type Topic } from './topic.ts'

/** A gateway on a port of its own before four small subgraphs, and the keys to it. */
export interface TestGateway extends Gateway {
  readonly topic: Topic
  /** What the gateway has logged, a JSON line an entry. */
  readonly logged: string[]
  /** What it has asked which subgraph. */
  readonly asked: { readonly subgraph: SubgraphName; readonly request: SubgraphRequest }[]
  readonly staffToken: string
  readonly clientToken: string
  /** A token with claims of one's own; the rest is a good staff token. */
  sign(claims?: JWTPayload, header?: object): Promise<string>
  /** Posts a query and gives the answer's status and body. */
  ask(query: string, options?: AskOptions): Promise<Answer>
}

export interface AskOptions {
  readonly variables?: object
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly operationName?: string
  readonly extensions?: object
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Undefined where the operation was refused; of its fields those that tests read one by one. */
  readonly data: {
    readonly viewer: { readonly kind: string; readonly requestId: string }
    readonly viewings: readonly unknown[]
    readonly node: unknown
    readonly nodes: unknown
    readonly one: unknown
  }
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[]
}

export interface TestOptions extends Partial<Pick<GatewayOptions, 'limits' | 'now' | 'publicDir' | 'silentAfterMs'>> {
  readonly env?: Readonly<Record<string, string>>
  readonly jwks?: () => Promise<unknown>
  /** What accounts tells of sessions; nothing ever, each second, if absent. */
  readonly sessionNews?: (params: Readonly<Record<string, string>>) => Promise<SessionNews>
  /** What accounts says of one session when it is asked. */
  readonly session?: (params: Readonly<Record<string, string>>) => Promise<SessionState>
  /** What accounts tells of the companies' origins; none if absent. */
  readonly origins?: () => Promise<CompanyOrigins[]>
  /** Lets results pass through JSON, as those of subgraphs in other processes do. */
  readonly overJson?: boolean
  /** Lets the subgraphs answer subscriptions as the kernel does it for those of this process. */
  readonly isHosted?: boolean
  /** Lets them do so over the socket by which those of other processes are reached. */
  readonly isRemote?: boolean
  /** Answers what comes for routes, whichever subgraph's. */
  readonly call?: SubgraphLink['call']
  /** How a subgraph says that it is; well, if absent. */
  readonly ready?: (name: SubgraphName) => Promise<Readiness>
  /** From which level on the log is kept; errors only, if absent. */
  readonly logLevel?: string
}

export async function openTestGateway(options: TestOptions = {}): Promise<TestGateway> {
  const topic = openTopic()
  const schemas = buildSchemas(topic)
  const asked: TestGateway['asked'] = []
  const logged: string[] = []
  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' }
  const endpoints: Endpoints = {
    jwks: options.jwks ?? (async () => ({ keys: [jwk] })),
    sessionNews: options.sessionNews ?? noNews,
    origins: options.origins ?? (async () => []),
    session: options.session ?? (() => Promise.reject(new Error('unreachable'))),
  }
  const ready = options.ready ?? (async () => ({ status: 'ok', parts: {} }))

  const links = Object.fromEntries(
    await Promise.all(
      subgraphNames.map(async (name) => {
        const note = (request: SubgraphRequest) => asked.push({ subgraph: name, request })
        const link = await linkTo(options)(name, schemas[name], { ...endpoints, ready: () => ready(name) }, note)
        return [name, { ...link, ...(options.call && { call: options.call }) }]
      }),
    ),
  ) as unknown as Links
  const gateway = await startGateway({
    config: readConfig({ PORT: '0', ...options.env }),
    links,
    log: pino({ level: options.logLevel ?? 'error' }, { write: (line: string) => void logged.push(line) }),
    supergraphSdl: supergraph(),
    publicDir: options.publicDir ?? `${tmpdir()}/no-such-folder`,
    limits: options.limits,
    now: options.now,
    silentAfterMs: options.silentAfterMs,
  })

  const sign = (claims: JWTPayload = {}, header: object = {}) =>
    new SignJWT({ ...staffClaims, iss: 'portico', aud: 'portico', exp: Math.floor(Date.now() / 1000) + 600, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one', typ: 'at+jwt', ...header })
      .sign(privateKey)

  return {
    ...gateway,
    async close() {
      await gateway.close()
      await Promise.all(subgraphNames.map((name) => links[name].close()))
    },
    topic,
    logged,
    asked,
    sign,
    staffToken: await sign(),
    clientToken: await sign(clientClaims),
    async ask(query, { variables, token, headers, operationName, extensions } = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables, operationName, extensions }),
      })
      const body = (await response.json()) as Pick<Answer, 'data' | 'errors'>
      return { status: response.status, headers: response.headers, ...body }
    },
  }
}

type Endpoints = Readonly<Record<string, (params: Readonly<Record<string, string>>) => Promise<unknown>>>

async function noNews({ after }: Readonly<Record<string, string>>): Promise<SessionNews> {
  if (after !== undefined) await delay(1_000, null, { ref: false })
  return { epoch: 1, pos: 0, isAnew: after === undefined, isWhole: true, changes: [] }
}

const company = newId('company')
const staffClaims = { kind: 'staff', sub: ids.anna, company, role: 'AGENT', sid: newId('session'), blocks: [] }
const clientClaims = { kind: 'client', sub: ids.account, contact: ids.clara, role: undefined }

function linkTo({ overJson, isHosted, isRemote }: TestOptions) {
  if (overJson) return jsonLink
  if (isRemote) return servedLink
  return isHosted ? hostedLink : localLink
}

function localLink(
  name: SubgraphName,
  schema: GraphQLSchema,
  endpoints: Endpoints,
  note: (request: SubgraphRequest) => void,
): SubgraphLink {
  const args = (request: SubgraphRequest) => ({
    schema,
    document: request.document,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: request,
  })
  return {
    name,
    async execute(request) {
      note(request)
      return execute(args(request))
    },
    async subscribe(request) {
      note(request)
      return (await subscribe(args(request))) as AsyncIterableIterator<ExecutionResult>
    },
    get: async (endpoint, params = {}) => {
      const answer = endpoints[endpoint]
      if (!answer) throw new Error(`No endpoint ${endpoint}.`)
      return (await answer(params)) as never
    },
    call: () => Promise.reject(new Error('There are no routes.')),
    close: async () => {},
  }
}

/** As a subgraph in another process is reached: documents as valid text, results as JSON. */
function jsonLink(...[name, schema, endpoints, note]: Parameters<typeof localLink>): SubgraphLink {
  const link = localLink(name, schema, endpoints, note)
  const asText = (request: SubgraphRequest): SubgraphRequest => {
    const document = parse(print(request.document))
    const [error] = validate(schema, document)
    if (error) throw error
    return { ...request, document, variables: json(request.variables ?? {}) }
  }
  return {
    ...link,
    execute: async (request) => json(await link.execute(asText(request))),
    async subscribe(request) {
      const source = await link.subscribe(asText(request))
      if (!('next' in source)) return json(source)
      const next = async () => {
        const { done, value } = await source.next()
        return { done, value: json(value ?? null) }
      }
      return { ...source, next, [Symbol.asyncIterator]: () => source, return: () => source.return!() } as typeof source
    },
  }
}

function hostedLink(...[name, schema, endpoints, note]: Parameters<typeof localLink>): SubgraphLink {
  const services = { name, log: pino({ level: 'silent' }), ...unwatched() } as Services
  return {
    ...localLink(name, schema, endpoints, note),
    subscribe: (request) => subscribeRequest(schema, services, request),
  }
}

/** Carries subscriptions only, each with the word of a gateway that is believed. */
async function servedLink(...[name, schema, endpoints, note]: Parameters<typeof localLink>): Promise<SubgraphLink> {
  const services = { name, log: pino({ level: 'silent' }), ...unwatched() } as Services
  const keys: Keys = {
    assert: async (_audience, actor) => JSON.stringify({ caller: 'gateway', actor }),
    verify: async (assertion = '') => JSON.parse(assertion) as Assertion,
  }
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const streams = serveStreams(server, { schema, services }, (assertion) => keys.verify(String(assertion)))
  const link = remoteLink(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys)
  return {
    ...localLink(name, schema, endpoints, note),
    subscribe: link.subscribe,
    async close() {
      await link.close()
      await streams.stop()
      server.close()
    },
  }
}

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
