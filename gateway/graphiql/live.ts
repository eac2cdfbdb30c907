import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { parse, separateOperations, type ExecutionResult, type OperationDefinitionNode } from 'graphql'
import { follow, type AnyItem, type Follower } from '../client/follow.ts'
import { refusalOf, type Interruption } from '../client/interruption.ts'
import { accessTokenOf, logIns, refresh, refreshedTokenOf, type LogIn } from './log-ins.ts'
import type { Operation } from './request.ts'
import { store } from './store.ts'

/** One running subscription. It belongs to the page, not to a tab: it goes on while others are worked in. */
export interface Stream {
  readonly id: number
  readonly title: string
  readonly as: LogIn | null
  readonly state: 'connecting' | 'live' | 'cut' | 'ended'
  /** Why it is not live. */
  readonly note?: string
  /** The latest items, newest first. */
  readonly items: readonly { readonly at: Date; readonly result: ExecutionResult }[]
}

export const streams = store<readonly Stream[]>([])

/** What a running subscription needs to go on when the page is loaded anew. */
interface Kept {
  readonly id: number
  readonly operation: Operation
  /** The person's id. */
  readonly as: string | null
}

const kept = store<readonly Kept[]>([], 'portico:streams')

type Variables = Record<string, unknown> & { readonly after?: string | null }

interface Run {
  readonly document: TypedDocumentNode<Record<string, AnyItem>, Variables>
  /** The name under which the items stand in a result. */
  readonly field: string
  readonly variables: Variables
  readonly as: LogIn | null
  readonly onResult: (result: ExecutionResult) => void
  readonly onEnd: () => void
  follower?: Follower
}

const runs = new Map<number, Run>()
let lastId = Math.max(0, ...kept.get().map(({ id }) => id))

/** Starts a subscription and keeps it alive until it is stopped or the server refuses it. */
export function start(operation: Operation, as: LogIn | null, onResult: Run['onResult'], onEnd: Run['onEnd']): number {
  const id = ++lastId
  open(id, operation, as, onResult, onEnd)
  return id
}

/** Goes on, from their last cursors, with the subscriptions that ran when the page was left; below, not in their tabs. */
export function goOn(): void {
  const before = kept.get()
  kept.set([])
  for (const { id, operation, as } of before) {
    const person = logIns.get().find((one) => one.id === as) ?? null
    if (as === null || person)
      open(
        id,
        operation,
        person,
        () => {},
        () => {},
      )
  }
}

function open(
  id: number,
  operation: Operation,
  as: LogIn | null,
  onResult: Run['onResult'],
  onEnd: Run['onEnd'],
): void {
  const document = separateOperations(parse(operation.query))[operation.operationName ?? ''] as Run['document']
  const variables = { ...operation.variables }
  runs.set(id, { document, field: fieldOf(document), variables, as, onResult, onEnd })
  kept.set([...kept.get(), { id, operation, as: as?.id ?? null }])
  streams.set([
    ...streams.get(),
    { id, title: operation.operationName ?? 'subscription', as, state: 'connecting', items: [] },
  ])
  connect(id)
}

/** Ends a subscription for good and takes it off the page. */
export function stop(id: number): void {
  end(id)
  streams.set(streams.get().filter((stream) => stream.id !== id))
}

/** Ends all that run as someone who logs out. */
export function stopAllOf(person: string): void {
  for (const { id, as } of streams.get()) if (as?.id === person) stop(id)
}

/** Whose session was refreshed goes on under the new token, without a gap. */
logIns.watch(() => {
  for (const { as, follower } of runs.values()) {
    const known = as && logIns.get().find(({ id }) => id === as.id)
    if (known) follower?.renew(known.session.accessToken)
  }
})

/** Closes the connection until `resume`. */
export function cut(id: number): void {
  runs.get(id)?.follower?.close()
  change(id, { state: 'cut', note: 'Cut by hand. What happens now is caught up with on resuming.' })
}

/** Connects again; the server sends all that came after the last cursor. */
export function resume(id: number): void {
  if (streams.get().find((stream) => stream.id === id)?.state === 'cut') connect(id)
}

function connect(id: number): void {
  const run = runs.get(id)
  if (!run) return
  const { document, variables, as } = run
  change(id, { state: 'connecting', note: undefined })
  run.follower = follow<Record<string, AnyItem>, Variables>({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    token: as ? (isRefused) => (isRefused ? refreshedTokenOf(as.id) : accessTokenOf(as.id)) : undefined,
    document,
    variables: { ...variables, after: run.follower?.cursor ?? variables.after },
    onOpened: (item) => receive(id, run, item),
    onItem: (item) => receive(id, run, item),
    onCursor: (cursor) => keepPlace(id, cursor),
    onExpired() {
      throw new Error('Too much was missed: read the lists anew, then run it again.')
    },
    onInterrupted: (interruption) => interrupted(id, run, interruption),
    onEnd: (reason) => finish(id, run, reason as Interruption | Error),
  })
}

function receive(id: number, run: Run, item: AnyItem): void {
  const result = { data: { [run.field]: item } }
  const items = streams.get().find((stream) => stream.id === id)?.items ?? []
  change(id, { state: 'live', note: undefined, items: [{ at: new Date(), result }, ...items].slice(0, 50) })
  run.onResult(result)
}

function keepPlace(id: number, after: string): void {
  const at = (operation: Operation) => ({ ...operation, variables: { ...operation.variables, after } })
  kept.set(kept.get().map((one) => (one.id === id ? { ...one, operation: at(one.operation) } : one)))
}

/** Shows that it tries again, and why; unless its person turns out to be logged out. */
function interrupted(id: number, run: Run, interruption: Interruption): void {
  change(id, { state: 'connecting', note: `${wordsOf(interruption)} Trying again.` })
  const { as } = run
  if (as && !logIns.get().some(({ id: known }) => known === as.id)) {
    finish(id, run, new Error('Its person is logged out.'))
  }
}

function wordsOf(reason: Interruption | Error): string {
  if (reason instanceof Error) return reason.message
  if ('errors' in reason) return reason.errors[0]?.message ?? 'The server has refused it.'
  if ('closed' in reason && reason.closed.reason) return `The connection is closed: ${reason.closed.reason}.`
  return 'The connection is lost.'
}

function finish(id: number, run: Run, reason: Interruption | Error): void {
  if ('errors' in reason) run.onResult({ errors: reason.errors as ExecutionResult['errors'] })
  end(id)
  change(id, { state: 'ended', note: wordsOf(reason) })
  // Its session has ended elsewhere: the page finds out, and says so.
  if (run.as && !(reason instanceof Error) && refusalOf(reason) !== null) refresh(run.as.id).catch(() => {})
}

function end(id: number): void {
  const run = runs.get(id)
  runs.delete(id)
  kept.set(kept.get().filter((one) => one.id !== id))
  run?.follower?.close()
  run?.onEnd()
}

function change(id: number, to: Partial<Stream>): void {
  streams.set(streams.get().map((stream) => (stream.id === id ? { ...stream, ...to } : stream)))
}

/** A subscription has one root field. */
function fieldOf(document: Run['document']): string {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  )
  const field = operation?.selectionSet.selections[0]
  return field?.kind === 'Field' ? (field.alias ?? field.name).value : 'item'
}
