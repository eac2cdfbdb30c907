import type { IncomingHttpHeaders } from 'node:http'
import { execute, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql'
import { mayWrite, unblocked, withFeature, type Actor } from '../subgraphs/kernel/actor.ts'
import { badInput, shown } from '../subgraphs/kernel/errors.ts'
import { fallback, type Language } from '../subgraphs/kernel/language.ts'
import type { Device } from '../subgraphs/kernel/device.ts'
import type { Links } from '../subgraphs/kernel/link.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import type { Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import type { ApiKeys } from './api-keys.ts'
import { withDeadline } from './deadline.ts'
import { openDocuments, type PlannedOperation } from './documents.ts'
import type { Engine, Run } from './engine/engine.ts'
import { faultsOf, type Addressee, type Faults } from './faults.ts'
import { catchUpWith, placesOf, type CatchUp } from './cursors.ts'
import { idempotencyKeys, type IdempotencyKeys } from './idempotency.ts'
import type { Limits } from './limits.ts'
import { hasUnstorableText } from './unstorable.ts'
import type { Origins } from './origins.ts'
import { visitor, type Pass } from './rights.ts'
import type { Sessions } from './sessions.ts'
import { resultStream, type ResultStream } from './streams.ts'
import type { Tokens } from './tokens.ts'
import { variableErrors } from './variables.ts'
import type { Seen, Witness } from './witness.ts'

/** What a transport has received. */
export interface OperationRequest {
  readonly transport: 'http' | 'ws' | 'sse'
  readonly query: unknown
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>> | null
  readonly requestId: string
  /** What the client prefers by its `Accept-Language`; English if absent. */
  readonly language?: Language
  readonly device: Device
  /** Of which trace the caller says that it is part. */
  readonly traceparent?: unknown
  /** The idempotency keys that came beside the document: see `keysBeside`. */
  readonly keysBeside?: readonly unknown[]
  /** The cursors that came beside it: see `cursorsBeside`. */
  readonly cursorsBeside?: readonly unknown[]
  /** Aborts when the client has gone. */
  readonly gone?: AbortSignal
}

/** What somebody shows who calls: the headers of that name. */
export interface Credentials {
  readonly authorization: string | undefined
  /** Told by browsers, for the page that calls. */
  readonly origin: string | undefined
}

/** Who sends it: credentials still to be verified, or the pass of a socket that has been and the page that opened it. */
export type Caller = Credentials | { readonly pass: Pass; readonly origin: string | undefined }

/** An operation that may run. */
export interface Operation {
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly planned: PlannedOperation
  /** In which it speaks to who sent it. */
  readonly language: Language
  run(): Promise<ExecutionResult | ResultStream>
  /** Ends it unrun, where a transport does not carry its kind; gives the errors to be shown. */
  refuse(error: GraphQLError): readonly GraphQLError[]
}

/** Why an operation may not run: errors fit to be shown. */
export interface Refused {
  readonly errors: readonly GraphQLError[]
  readonly language: Language
}

/** What a request shows; of all its headers nothing else may count. */
export const credentialsIn = ({ authorization, origin }: IncomingHttpHeaders): Credentials => ({
  authorization,
  origin,
})

/** The one pipeline that every transport carries. */
export interface Pipeline {
  /**
   * Verifies an access token or an API key; who shows none is a visitor. Throws UNAUTHENTICATED, NOT_READY, or FORBIDDEN for a
   * page of another origin than may call for them.
   */
  authenticate(credentials: Credentials): Promise<Pass>
  /** For whoever goes on with a pass: calls `end` when it does not count any more, or not from this page. See `Sessions`. */
  watch(pass: Pass, origin: string | undefined, end: (reason: GraphQLError) => void): () => void
  /** Everything before execution: authenticates, parses, measures, validates, plans, checks variables and blocks. */
  prepare(request: OperationRequest, caller: Caller): Promise<Operation | Refused>
}

export interface PipelineParts {
  /** The public schema, against which documents are validated. */
  readonly schema: GraphQLSchema
  readonly engine: Engine
  /** The ways to the subgraphs, each of which knows its own cursors. */
  readonly links: Links
  readonly tokens: Tokens
  readonly apiKeys: ApiKeys
  readonly sessions: Sessions
  readonly origins: Origins
  readonly log: Logger
  readonly limits: Limits
  readonly telemetry: Telemetry
  readonly witness: Witness
}

/** What came beside the document, as far as it holds for this operation. */
interface Beside {
  readonly idempotencyKeys: IdempotencyKeys
  readonly catchUp?: CatchUp
}

/** What a person may do whose session is blocked until something is mended (ACC-3, ACC-16). */
const openToBlocked: ReadonlySet<string> = new Set([
  '__typename',
  '__schema',
  '__type',
  'viewer',
  'portal',
  'terms',
  'termsAccept',
  'passwordChange',
  'sessionRefresh',
  'sessionEnd',
  'staffLogIn',
  'clientLogIn',
])
/** What staff who see the portal as a client does may do about their session; all other mutations are not for them. */
const openToViews: ReadonlySet<string> = new Set(['__typename', 'sessionRefresh', 'sessionEnd'])
const introspection: ReadonlySet<string> = new Set(['__typename', '__schema', '__type'])

export function createPipeline(parts: PipelineParts): Pipeline {
  const { schema, engine, links, tokens, apiKeys, sessions, origins, log, limits, telemetry, witness } = parts
  const documents = openDocuments(schema, engine, limits, telemetry)

  /** Who calls, by a token or key that was made for them; what has become of them since, `sessions` knows. */
  const passOf = async (caller: Caller): Promise<Pass> => {
    if ('pass' in caller) return caller.pass
    const { authorization, origin } = caller
    if (authorization === undefined) return visitor
    return apiKeys.isMeantBy(authorization) ? apiKeys.verify(authorization, origin) : tokens.verify(authorization)
  }

  /** Throws where a pass does not count any more, or not on a page of this origin. */
  const admit = async (pass: Pass, origin: string | undefined): Promise<void> => {
    await sessions.check(pass)
    const refusal = origins.refusalOf(origin, pass.actor)
    if (refusal) throw refusal
    apiKeys.used(pass)
  }

  const watch: Pipeline['watch'] = (pass, origin, end) => {
    const leaveSession = sessions.watch(pass, end)
    const leaveOrigin = origins.watch(origin, pass.actor, end)
    if (!leaveOrigin) return leaveSession
    return () => {
      leaveSession()
      leaveOrigin()
    }
  }

  /** A subscription brings its cursor in its argument, and takes no keys. */
  const besideOf = async (
    { document, operation, hasKeys }: PlannedOperation,
    variables: Readonly<Record<string, unknown>>,
    actor: Actor,
    request: OperationRequest,
  ): Promise<Beside> => {
    const { keysBeside = [], cursorsBeside = [] } = request
    const keys = idempotencyKeys(schema, { document, operation, hasKeys, variables, beside: keysBeside })
    if (operation.operation === 'subscription' || cursorsBeside.length === 0) return { idempotencyKeys: keys }
    const asking = () => placesOf(links, actor, cursorsBeside)
    const places = await withDeadline(asking, limits.deadlineMs, request.gone)
    return { idempotencyKeys: keys, catchUp: catchUpWith(places) }
  }

  const prepare = (request: OperationRequest, caller: Caller): Promise<Operation | Refused> => {
    const seen = witness.begin(request)
    return seen.within(() => prepareSeen(request, caller, seen))
  }

  const prepareSeen = async (request: OperationRequest, caller: Caller, seen: Seen): Promise<Operation | Refused> => {
    const { requestId } = request
    let language = request.language ?? fallback
    try {
      const pass = await passOf(caller)
      // A client's account says once and for all what each of their devices would say differently.
      language = pass.language ?? language
      await admit(pass, caller.origin)
      const { actor } = pass
      if (typeof request.query !== 'string') throw badInput('QUERY_MISSING')
      const planned = documents(request.query, request.operationName ?? undefined)
      seen.is(planned.operation, actor)
      checkBlocks(actor, planned.rootFields)
      for (const feature of planned.features) withFeature(actor, feature)
      if (planned.operation.operation === 'mutation' && !isWithin(planned.rootFields, openToViews)) mayWrite(actor)
      const variables = request.variables ?? {}
      if (hasUnstorableText(variables)) throw badInput('VARIABLES_UNSTORABLE')
      const wrong = variableErrors(schema, planned.operation, variables)
      if (wrong.length > 0) throw wrong
      const beside = await besideOf(planned, variables, actor, request)
      const to = { requestId, language }
      const faults = faultsOf(to, log)
      const runSeen = async () => {
        const result = await perform(
          planned,
          variables,
          { actor, device: request.device, ...to, ...beside },
          request.gone,
          faults,
        )
        seen.end('next' in result ? {} : result)
        // A socket closes whole; any other stream ends by itself when its person may not stay.
        if ('next' in result && !('pass' in caller)) endWith(result, pass, caller.origin, faults)
        return result
      }
      const refuse = (error: GraphQLError) => refused([error], to, seen)
      return { type: planned.operation.operation, planned, language, run: () => seen.within(runSeen), refuse }
    } catch (error) {
      return { errors: refused(Array.isArray(error) ? error : [error], { requestId, language }, seen), language }
    }
  }

  const refused = (found: readonly unknown[], to: Addressee, seen: Seen): readonly GraphQLError[] => {
    const errors = faultsOf(to, log).refused(found)
    seen.end({ errors })
    return errors
  }

  const perform = async (
    planned: PlannedOperation,
    variables: Readonly<Record<string, unknown>>,
    asked: Omit<Run, 'deadlineMs' | 'signal'>,
    gone: AbortSignal | undefined,
    faults: Faults,
  ): Promise<ExecutionResult | ResultStream> => {
    const { plan, operation, document, rootFields } = planned
    const { deadlineMs } = limits
    try {
      if (operation.operation !== 'subscription') {
        if (isWithin(rootFields, introspection)) {
          return await execute({ schema, document, operationName: operation.name?.value, variableValues: variables })
        }
        const work = (signal: AbortSignal) => engine.execute(plan, variables, { ...asked, deadlineMs, signal })
        return faults.shownResult(await withDeadline(work, deadlineMs, gone))
      }
      const opening = engine.subscribe(plan, variables, { ...asked, deadlineMs })
      const stream = await withDeadline(() => opening, deadlineMs).catch((error: unknown) => {
        opening.then((late) => ('next' in late ? late.return?.() : undefined)).catch(() => {})
        throw error
      })
      if (!('next' in stream)) return faults.shownResult(stream)
      return resultStream(stream, {
        shown(result) {
          witness.pushed(result)
          return faults.shownResult(result)
        },
        failed: (error) => ({ errors: faults.refused(brokenStream(error)) }),
        hold: sessions.silence,
      })
    } catch (error) {
      return { errors: faults.refused([error]) }
    }
  }

  const endWith = (stream: ResultStream, pass: Pass, origin: string | undefined, faults: Faults): void => {
    stream.onEnd(watch(pass, origin, (reason) => stream.endWith({ errors: faults.refused([reason]) })))
  }

  return {
    async authenticate(credentials) {
      const pass = await passOf(credentials)
      await admit(pass, credentials.origin)
      return pass
    },
    watch,
    prepare,
  }
}

/** Why a subgraph's stream broke: its own errors, or the end of the socket that carried it. */
function brokenStream(error: unknown): readonly unknown[] {
  if (Array.isArray(error)) return error
  const isSocketsEnd = typeof (error as { code?: unknown } | null)?.code === 'number'
  if (!isSocketsEnd) return [error]
  return [shown('STREAM_CUT_OFF')]
}

function checkBlocks(actor: Actor, rootFields: ReadonlySet<string>): void {
  if (!isWithin(rootFields, openToBlocked)) unblocked(actor)
}

function isWithin(names: ReadonlySet<string>, allowed: ReadonlySet<string>): boolean {
  return [...names].every((name) => allowed.has(name))
}
