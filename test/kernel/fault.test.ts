import { GraphQLError } from 'graphql'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { describeFault } from '../../subgraphs/kernel/fault.ts'
import { redacted } from '../../subgraphs/kernel/log.ts'

/** What the log keeps of an error. */
function logged(error: unknown): string {
  const lines: string[] = []
  pino({ redact: redacted }, { write: (line: string) => void lines.push(line) }).error({ fault: describeFault(error) })
  return lines.join()
}

describe('a fault in the log', () => {
  it('tells the code of a database’s error, and none of the values it quotes', () => {
    const error = Object.assign(new Error('Key (email)=(kim@example.com) already exists.'), {
      code: '23505',
      constraint_name: 'contact_email',
    })
    const failed = Object.assign(new Error('Failed query\nparams: kim@example.com', { cause: error }), { params: [] })
    for (const fault of [error, failed, new GraphQLError(failed.message, { originalError: failed })]) {
      expect(logged(fault)).toContain('"23505"')
      expect(logged(fault)).toContain('contact_email')
      expect(logged(fault)).not.toContain('kim@')
    }
  })

  it('tells what a program’s own error says, and where it was thrown', () => {
    expect(logged(new TypeError('x is not a function'))).toMatch(/x is not a function.*fault\.test\.ts/)
  })
})
