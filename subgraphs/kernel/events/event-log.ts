import type { CompanyId } from '../ids.ts'
import type { Place } from './cursor.ts'
import type { Fact, LoggedEvent } from './event.ts'
import type { FactsPage, Lately } from './facts-page.ts'

/** An opaque, authenticated place in one subgraph's log, as clients see it (API-2). */
export type Cursor = string

/** The running half of a subgraph's log in one process; what is written goes through `append`. */
export interface EventLog {
  /** Says that something was committed: the log is advanced soon, at most one call running and one wanted. */
  committed(): void
  /** The cursor of an appended event, by its outbox id; waits up to a second for it to reach the log, then null. */
  cursorOf(company: CompanyId, outboxId: number): Promise<Cursor | null>
  /** The cursor of the log's end as it is now: a list's `eventsCursor`, read before its rows. */
  cursorNow(company: CompanyId): Promise<Cursor>
  /** The place that a cursor stands for; null for one that is not this log's, or not this company's. */
  placeOf(company: CompanyId, cursor: Cursor): Place | null
  /** What a subscription sends: see `Following`. */
  follow<F extends Fact, Item extends object>(following: Following<F, Item>): AsyncIterableIterator<StreamItem<Item>>
  /**
   * Up to `limit` events after a position, oldest first, for consumers in other subgraphs. One that gives its name is
   * registered: retention keeps what it has yet to read.
   */
  feed(after: number, limit: number, consumer?: string): Promise<FeedPage>
  /** Certain facts of all companies, oldest first: those after a place, or of the last minutes. See `readFacts`. */
  facts(types: readonly Fact['type'][], from: Place | Lately, limit: number): Promise<FactsPage>
  readonly reach: Reach
  /** Calls back whenever events have reached the log; the returned function ends it. */
  onAdvance(listener: () => void): () => void
  stop(): Promise<void>
}

/** How far the log is read in this process. */
export interface Reach {
  readonly pos: number
  /** Whether the last try to read it went well. */
  readonly isReading: boolean
  /** How many follow it here. */
  readonly followers: number
}

export interface Following<F extends Fact, Item extends object> {
  readonly company: CompanyId
  /** Where the client was, or null: from now on. BAD_USER_INPUT when foreign or forged. */
  readonly after: Cursor | null
  readonly types: readonly F['type'][]
  /** Narrows to one entity, or to one person's events; both by index, before `may` is asked. */
  readonly subject?: string
  readonly person?: string
  /** Whether this viewer may see this event; asked for each one. */
  may(event: LoggedEvent<F>): boolean | Promise<boolean>
  /** The item that the viewer gets, without its cursor; null sends nothing. */
  item(event: LoggedEvent<F>): Item | null | Promise<Item | null>
}

/** What a subscriber gets besides its items: every one carries a cursor to resume from. */
export type StreamItem<Item> =
  | (Item & { readonly cursor: Cursor })
  | { readonly __typename: 'StreamOpened'; readonly cursor: Cursor }
  | { readonly __typename: 'Heartbeat'; readonly cursor: Cursor }
  | { readonly __typename: 'CursorExpired'; readonly cursor: Cursor }

/** A page of another subgraph's log. `end` is the log's last position, so that a consumer knows how far behind it is. */
export interface FeedPage {
  readonly epoch: number
  readonly end: number
  readonly events: readonly LoggedEvent[]
}
