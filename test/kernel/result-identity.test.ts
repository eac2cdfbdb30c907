import { GraphQLError, type ExecutionResult } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RemoteStream } from '../../subgraphs/kernel/remote-stream.ts'
import { openNamedResults, withName } from '../../subgraphs/kernel/result-identity.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** A way to a subgraph, on which each subscriber's results are sent as text; gives what they take off it. */
function openWay() {
  const reunited = openNamedResults()
  return async (sent: ExecutionResult): Promise<ExecutionResult> => {
    const text = JSON.stringify(withName(sent))
    const next = async () => ({ done: false as const, value: JSON.parse(text) as ExecutionResult })
    return ((await reunited({ next } as RemoteStream).next()) as { value: ExecutionResult }).value
  }
}

describe('results from another process', () => {
  it('are one object if they were one there, and show nothing of how that is known', async () => {
    const [take, sent] = [openWay(), { data: { n: 1 } }]
    const [one, other] = [await take(sent), await take(sent)]
    expect(other).toBe(one)
    expect(one).toEqual(sent)
    expect(Object.keys(one)).toEqual(['data'])
    expect(sent).toEqual({ data: { n: 1 } })
  })

  it('are several where the same was made for several', async () => {
    const take = openWay()
    expect(await take({ data: { n: 1 } })).not.toBe(await take({ data: { n: 1 } }))
  })

  it('are everybody’s own where they have errors', async () => {
    const [take, sent] = [openWay(), { data: { n: null }, errors: [new GraphQLError('wrong')] }]
    expect(await take(sent)).not.toBe(await take(sent))
    expect(withName(sent)).toBe(sent)
  })

  it('are everybody’s own after a second: what is completed with one is of now', async () => {
    const [take, sent] = [openWay(), { data: { n: 1 } }]
    const one = await take(sent)
    vi.advanceTimersByTime(999)
    expect(await take(sent)).toBe(one)
    vi.advanceTimersByTime(1)
    expect(await take(sent)).not.toBe(one)
  })

  it('keep what else a subgraph says beside them', async () => {
    expect(await openWay()({ data: {}, extensions: { cost: 1 } })).toEqual({ data: {}, extensions: { cost: 1 } })
  })
})
