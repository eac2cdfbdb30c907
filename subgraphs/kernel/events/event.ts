import type { CompanyId, Id } from '../ids.ts'

/**
 * What a rule says has happened: ids and what was true then, never a row, a name or an address.
 * `subject` is the entity it happened to; `persons` are those concerned, by agent, contact or account id, who may follow it.
 */
export interface Fact<Type extends string = string, Data extends object = object> {
  readonly type: Type
  /** The version of `data`'s shape, 1 if absent. */
  readonly version?: number
  readonly subject: Id<string>
  readonly persons?: readonly Id<string>[]
  readonly data: Data
}

/** A fact in the log: `pos` counts 1, 2, 3 … without gaps in each subgraph's log. */
export type LoggedEvent<F extends Fact = Fact> = Required<F> & {
  readonly pos: number
  readonly company: CompanyId
  readonly at: Date
  /** Who did it: an agent, an account, or null for the system itself. */
  readonly by: Id<string> | null
}

/** What a rule decides: the columns that change and the fact that happened. */
export interface Decision<Row, F extends Fact> {
  readonly change: Partial<Row>
  readonly event: F
}
