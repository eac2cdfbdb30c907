import type postgres from 'postgres'

/** One statement as the product sent it to PostgreSQL. */
export interface Statement {
  /** The subgraph whose connection it went over. */
  readonly subgraph: string
  readonly text: string
  readonly parameters: readonly unknown[]
}

type Options = postgres.Options<Record<string, never>> & { connection?: { application_name?: string } }

const heard: Statement[] = []

/**
 * In place of the package postgres, for `vi.mock`: the same, with every statement of every client heard. The event
 * log’s own, the consumers' and the sweeping of old keys, which go on by themselves all the time, are not, unless it is
 * said otherwise.
 */
export async function listening(original: () => Promise<unknown>, isHeard = (text: string) => !isOfTheHouse(text)) {
  const { default: open, ...others } = (await original()) as { default: typeof postgres }
  const openHeard = (url: string, options: Options = {}) => {
    const subgraph = options.connection?.application_name?.replace('portico-', '')
    if (!subgraph) return open(url, options)
    const debug = (_connection: number, text: string, parameters: unknown[]) => {
      if (isHeard(text)) heard.push({ subgraph, text, parameters: [...parameters] })
    }
    return open(url, { ...options, debug })
  }
  return { ...others, default: Object.assign(openHeard, open) }
}

/** The event log's, and what postgres.js asks about types on each new connection. */
const isOfTheHouse = (text: string) =>
  // The list of parked events is read for who asks for it.
  !/^select .* from "parked"/is.test(text) &&
  /\b(try_)?advance\(|\btrim_log\(|\b(log|head|life|reader|consumer|parked|idempotency|outbox)\b|^listen|pg_catalog\.pg_type/i.test(
    text,
  )

/** What is sent while `work` runs. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  const from = heard.length
  const result = await work()
  return { result, statements: heard.slice(from) }
}
