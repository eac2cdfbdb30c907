import type { ExecutionResult, GraphQLError } from 'graphql'
import { createClient } from 'graphql-ws'
import { accessTokenOf, logIns, type LogIn } from './log-ins.ts'
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
  /** Where to resume: the `cursor` of the last item. */
  readonly cursor?: string
  /** The latest items, newest first. */
  readonly items: readonly { readonly at: Date; readonly result: ExecutionResult }[]
}

export const streams = store<readonly Stream[]>([])

interface Run {
  readonly operation: Operation
  readonly onResult: (result: ExecutionResult) => void
  readonly onEnd: () => void
  disconnect: () => void
  failures: number
  retry?: ReturnType<typeof setTimeout>
}

const runs = new Map<number, Run>()
let lastId = 0

/** Starts a subscription and keeps it alive until it is stopped or the server ends it. */
export function follow(operation: Operation, as: LogIn | null, onResult: Run['onResult'], onEnd: Run['onEnd']): number {
  const id = ++lastId
  runs.set(id, { operation, onResult, onEnd, disconnect: () => {}, failures: 0 })
  streams.set([
    ...streams.get(),
    { id, title: operation.operationName ?? 'subscription', as, state: 'connecting', items: [] },
  ])
  connect(id)
  return id
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

/** Drops the connection as a broken network would, until `resume`. */
export function cut(id: number): void {
  const run = runs.get(id)
  if (!run) return
  drop(run)
  change(id, { state: 'cut', note: 'Cut by hand. What happens now is caught up with on resuming.' })
}

/** Connects again; the server sends all that came after the last cursor. */
export function resume(id: number): void {
  if (streams.get().find((stream) => stream.id === id)?.state === 'cut') connect(id)
}

function connect(id: number): void {
  const run = runs.get(id)
  const stream = streams.get().find((one) => one.id === id)
  if (!run || !stream) return
  drop(run)
  if (stream.as && !logIns.get().some((one) => one.id === stream.as?.id)) return finish(id, 'Its person is logged out.')
  change(id, { state: 'connecting', note: undefined })
  let isCurrent = true
  // A retry by the client itself would send the old `after` again, and so repeat or lose; each try here is a new one.
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    retryAttempts: 0,
    connectionParams: async () => (stream.as ? { authorization: `Bearer ${await accessTokenOf(stream.as.id)}` } : {}),
    on: { connected: () => isCurrent && change(id, { state: 'live', note: undefined }) },
  })
  const { query, operationName, variables } = run.operation
  const release = client.subscribe(
    { query, operationName, variables: stream.cursor ? { ...variables, after: stream.cursor } : variables },
    {
      next: (result) => isCurrent && receive(id, run, result as ExecutionResult),
      error: (problem) => isCurrent && fail(id, run, problem),
      complete: () => isCurrent && lose(id, run),
    },
  )
  run.disconnect = () => {
    isCurrent = false
    release()
    client.terminate()
    void client.dispose()
  }
}

function receive(id: number, run: Run, result: ExecutionResult): void {
  if (result.errors && !result.data && !result.errors.some(isPassing)) {
    run.onResult(result)
    return finish(id, result.errors[0]?.message ?? 'The server has refused it.')
  }
  if (result.data) run.failures = 0
  const item = firstField(result)
  const cursor = typeof item?.['cursor'] === 'string' ? item['cursor'] : undefined
  const isHeartbeat = item?.['__typename'] === 'Heartbeat'
  const items = streams.get().find((stream) => stream.id === id)?.items ?? []
  change(id, {
    ...(cursor && { cursor }),
    ...(!isHeartbeat && { items: [{ at: new Date(), result }, ...items].slice(0, 50) }),
  })
  if (!isHeartbeat) run.onResult(result)
  if (item?.['__typename'] === 'CursorExpired')
    finish(id, 'Too much was missed: read the lists anew, then run it again.')
}

/** A refusal ends the subscription; a lost connection or a subgraph that is away is waited for. */
function fail(id: number, run: Run, problem: unknown): void {
  if (Array.isArray(problem)) {
    receive(id, run, { errors: problem as readonly GraphQLError[] })
    return runs.has(id) ? lose(id, run) : undefined
  }
  const isRefused = problem instanceof CloseEvent && problem.code >= 4400 && problem.code < 4500
  if (isRefused) return finish(id, `The server has closed the connection: ${problem.reason || problem.code}.`)
  lose(id, run)
}

/** None of the graph's subscriptions ends by itself, so one that ends was interrupted and is taken up again. */
function lose(id: number, run: Run): void {
  drop(run)
  run.failures++
  change(id, { state: 'connecting', note: 'The connection is lost; trying again.' })
  run.retry = setTimeout(() => connect(id), Math.min(250 * 2 ** run.failures, 10_000))
}

function isPassing({ extensions }: GraphQLError): boolean {
  return extensions?.['code'] === 'NOT_READY' || extensions?.['reason'] === 'SUBGRAPH_UNREACHABLE'
}

function finish(id: number, note: string): void {
  end(id)
  change(id, { state: 'ended', note })
}

function end(id: number): void {
  const run = runs.get(id)
  if (!run) return
  runs.delete(id)
  drop(run)
  run.onEnd()
}

function drop(run: Run): void {
  clearTimeout(run.retry)
  run.disconnect()
  run.disconnect = () => {}
}

function change(id: number, to: Partial<Stream>): void {
  streams.set(streams.get().map((stream) => (stream.id === id ? { ...stream, ...to } : stream)))
}

/** A subscription has one root field: its value, when it is an object. */
export function firstField(result: ExecutionResult): Record<string, unknown> | null {
  const value = Object.values(result.data ?? {})[0]
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}
