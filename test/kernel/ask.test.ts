import { GraphQLError, type ExecutionResult } from 'graphql'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import { openAsk, question } from '../../subgraphs/kernel/ask.ts'
import { forbidden, shown } from '../../subgraphs/kernel/errors.ts'
import type { Links } from '../../subgraphs/kernel/link.ts'

const QUESTION = question<{ n: number }, object>('query Count { n }')

/** Asks accounts, which gives this answer: as it is, or as it comes from another process. */
function askFor(answer: ExecutionResult, overJson: boolean) {
  const given = overJson ? (JSON.parse(JSON.stringify(answer)) as ExecutionResult) : answer
  const ask = openAsk('viewings', { accounts: { execute: async () => given } } as unknown as Links)
  return ask('accounts', QUESTION, {}, { actor: anonymous, requestId: 'a-request' })
}

describe.each([false, true])('a question to another subgraph, its answer over JSON: %s', (overJson) => {
  it('gets the answer', async () => {
    expect(await askFor({ data: { n: 7 } }, overJson)).toEqual({ n: 7 })
  })

  it('is refused with the code and the reason of who was asked', async () => {
    const refusal = askFor({ data: null, errors: [forbidden('STAFF_ONLY')] }, overJson)
    await expect(refusal).rejects.toBeInstanceOf(GraphQLError)
    await expect(refusal).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN', reason: 'STAFF_ONLY' } })
  })

  it('is a fault of the asker when who was asked had one', async () => {
    const fault = askFor({ errors: [shown('INTERNAL')] }, overJson)
    await expect(fault).rejects.toMatchObject({ message: 'accounts did not answer query Count {' })
    await expect(fault).rejects.not.toBeInstanceOf(GraphQLError)
  })
})
