import { randomUUID } from 'node:crypto'
import type { ExecutionResult } from 'graphql'
import { dated, timeOf } from './events/happened.ts'
import type { RemoteStream } from './remote-stream.ts'
import { openSharedResults, type SharedResults } from './shared-results.ts'

/** The key in a result's `extensions` under which its name travels to the gateway; clients do not see it. */
const NAME = 'portico-result'

const ours = randomUUID()
let count = 0
const named = new WeakMap<ExecutionResult, ExecutionResult>()

/**
 * A subscription's result as it leaves this process: it bears a name that no other result has, here or elsewhere. So two
 * subscribers get the same name only if they were given the same object, by which this process has said that both may see
 * it. A result with errors is its subscriber's alone and bears none. When that has happened which it tells of is part of
 * the name, as it has to travel, too.
 */
export function withName(result: ExecutionResult): ExecutionResult {
  if (result.errors) return result
  const known = named.get(result)
  if (known) return known
  const own = { ...result, extensions: { ...result.extensions, [NAME]: `${ours} ${++count} ${timeOf(result) ?? ''}` } }
  named.set(result, own)
  return own
}

/** Makes results of one name, which come one by one from another process, one object again for a second. */
export function openNamedResults(): (source: RemoteStream) => RemoteStream {
  const results = openSharedResults()
  return (source) => new Reunited(source, results)
}

const end = { done: true, value: undefined } as const

/**
 * The name is looked up when a result is taken and not when it comes, so that a slow client gets nothing made long ago. A
 * class, as there may be thousands.
 */
class Reunited implements RemoteStream {
  constructor(
    private readonly source: RemoteStream,
    private readonly results: SharedResults,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult>> {
    const { done, value } = await this.source.next()
    if (done) return end
    const { name, result } = read(value as ExecutionResult)
    return { done: false, value: name === null ? result : await this.results.get(name, async () => result) }
  }
  return() {
    return this.source.return()
  }
  fail(error: unknown) {
    this.source.fail(error)
  }
  [Symbol.asyncIterator]() {
    return this
  }
}

/** Takes the name off a result. */
function read(named: ExecutionResult): { readonly name: string | null; readonly result: ExecutionResult } {
  const { extensions: { [NAME]: name, ...others } = {}, ...result } = named
  const isBare = Object.keys(others).length === 0
  const whole = isBare ? result : { ...result, extensions: others }
  if (typeof name !== 'string') return { name: null, result: whole }
  const at = name.split(' ')[2]
  return { name, result: dated(whole, at ? Number(at) : undefined) }
}
