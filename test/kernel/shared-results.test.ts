import { GraphQLError, type ExecutionResult } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSharedResults } from '../../subgraphs/kernel/shared-results.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** Makes a new result each time. */
function maker(errors?: readonly GraphQLError[]) {
  return vi.fn(async (): Promise<ExecutionResult> => ({ data: {}, ...(errors && { errors }) }))
}

describe('a result that several wait for', () => {
  it('is made once, and given to those who come while it is made or just after', async () => {
    const [results, make] = [openSharedResults(), maker()]
    const [one, other] = await Promise.all([results.get('key', make), results.get('key', make)])
    expect(other).toBe(one)
    expect(await results.get('key', make)).toBe(one)
    expect(await results.get('another', make)).not.toBe(one)
    expect(make).toHaveBeenCalledTimes(2)
  })

  it('is made anew after a second: what is read with it is of now', async () => {
    const [results, make] = [openSharedResults(), maker()]
    await results.get('key', make)
    vi.advanceTimersByTime(999)
    await results.get('key', make)
    expect(make).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1)
    await results.get('key', make)
    expect(make).toHaveBeenCalledTimes(2)
  })

  it('is everybody’s own where it has errors, or could not be made', async () => {
    const results = openSharedResults()
    const wrong = maker([new GraphQLError('wrong')])
    const made = await Promise.all([1, 2, 3].map(() => results.get('key', wrong)))
    expect(new Set(made).size).toBe(3)
    const failing = vi.fn(() => Promise.reject<ExecutionResult>(new Error('away')))
    const settled = await Promise.allSettled([1, 2].map(() => results.get('other', failing)))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(failing).toHaveBeenCalledTimes(2)
  })

  it('is forgotten where there are many newer ones', async () => {
    const [results, make] = [openSharedResults(), maker()]
    await results.get('first', make)
    for (let count = 0; count < 500; count++) await results.get(`${count}`, make)
    await results.get('first', make)
    expect(make).toHaveBeenCalledTimes(502)
  })
})
