import type { Sql } from '../db.ts'
import type { OpenSpan, Tracing } from './tracing.ts'

/** What postgres.js makes of a statement, as far as it is of use here: it is executed when its promise is first asked. */
interface Statement extends Promise<unknown> {
  handler: (statement: Statement) => void
  /** Known once it has been sent. */
  readonly statement: { readonly string: string } | null
}

const LONGEST_TEXT = 4_000

/**
 * The same connections, on which each statement that is part of a trace is a span of it. Its text has placeholders where
 * the parameters stand, which are not shown. `namespace` is the database and the schema.
 */
export function tracedSql(sql: Sql, tracing: Tracing, namespace: string): Sql {
  const attributes = { 'db.system.name': 'postgresql', 'db.namespace': namespace }

  function follow(made: unknown): unknown {
    if (!isStatement(made)) return made
    const { handler } = made
    made.handler = (statement) => {
      const span = tracing.open({ name: 'postgresql', kind: 'client', within: 'step', attributes })
      handler(statement)
      statement.then(
        () => end(span, statement),
        (error: { readonly code?: string }) => end(span, statement, error.code ?? 'Error'),
      )
    }
    return made
  }

  return new Proxy(sql, {
    apply: (target, self, given) => follow(Reflect.apply(target as never, self, given)),
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key === 'unsafe') return (...given: unknown[]) => follow(Reflect.apply(value, target, given))
      if (key !== 'begin' && key !== 'savepoint') return value
      // The last thing given is what to do in the transaction, with connections of its own.
      return (...given: unknown[]) => {
        const work = given.pop() as (inner: Sql) => unknown
        return Reflect.apply(value, target, [...given, (inner: Sql) => work(tracedSql(inner, tracing, namespace))])
      }
    },
  })
}

function end(span: OpenSpan, { statement }: Statement, failure?: string): void {
  if (statement) span.note({ 'db.query.text': statement.string.slice(0, LONGEST_TEXT) })
  span.end(failure)
}

/** Names and lists of columns are made in the same way, and are no statements. */
function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && 'handler' in made
}
