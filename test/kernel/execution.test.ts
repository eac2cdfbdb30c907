import { buildSchema, parse, type ExecutionResult } from 'graphql'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import { subscribeRequest } from '../../subgraphs/kernel/execution.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { noTracing } from '../../subgraphs/kernel/telemetry/tracing.ts'

const schema = buildSchema('type Query { n: Int } type Subscription { n: Int }')
const request = {
  document: parse('subscription { n }'),
  actor: anonymous,
  caller: 'gateway',
  requestId: 'a-request',
}

/** Subscribes to a source that is made here. */
async function open(source: () => AsyncIterable<object>) {
  const logged: string[] = []
  const log = pino({}, { write: (line: string) => void logged.push(line) })
  schema.getSubscriptionType()!.getFields()['n']!.subscribe = source
  const stream = await subscribeRequest(schema, { name: 'viewings', log, tracing: noTracing } as Services, request)
  return { stream, logged }
}

function failed(): Error {
  return Object.assign(new Error('Failed query: select $1\nparams: kim@example.com'), { params: ['kim@example.com'] })
}
const masked = [
  expect.objectContaining({
    message: 'Something went wrong.',
    extensions: expect.objectContaining({ code: 'INTERNAL' }),
  }),
]

describe('a subscription whose source fails', () => {
  it('ends with a masked error, and throws nothing that would end the others on its socket', async () => {
    const { stream, logged } = await open(async function* () {
      yield { n: 1 }
      throw failed()
    })
    const results: ExecutionResult[] = []
    for await (const result of stream as AsyncIterable<ExecutionResult>) results.push(result)
    expect(results).toEqual([{ data: { n: 1 } }, { errors: masked }])
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('a-request')
    expect(logged[0]).not.toContain('kim@')
  })

  it('at its opening is answered by the masked error alone', async () => {
    const { stream } = await open(() => {
      throw failed()
    })
    expect(stream).toEqual({ errors: masked })
  })
})
