import 'reflect-metadata'
import { and, asc, desc, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql'
import type { Context } from './context.ts'
import { badInput } from './errors.ts'
import { encodeCursor, decodeCursor } from './list-cursor.ts'
import { Cursor } from './scalars.ts'

/** A Relay connection's arguments (API-4): the default page is 20, the largest 100. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the start: 1 to 100, by default 20.' })
  first?: number

  @Field(() => Cursor, { nullable: true, description: 'Only what stands after this edge.' })
  after?: string

  @Field(() => Int, { nullable: true, description: 'How many from the end: 1 to 100.' })
  last?: number

  @Field(() => Cursor, { nullable: true, description: 'Only what stands before this edge.' })
  before?: string
}

/** One page as a repository needs it. */
export interface Page {
  readonly limit: number
  readonly forwards: boolean
  /** The edge from which to go on, as the cursor's text; null from the list's start, or from its end backwards. */
  readonly from: string | null
}

/** Rows in the list's own order, and whether there are more on either side. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

const DEFAULT_SIZE = 20
const LARGEST_SIZE = 100

/** Checks a connection's arguments; BAD_USER_INPUT when they ask for too much or for both directions at once. */
function pageOf({ first, after, last, before }: PageArgs): Page {
  if (last != null && first != null) throw badInput('FIRST_AND_LAST')
  const forwards = last == null
  if (forwards && before != null) throw badInput('BEFORE_WITHOUT_LAST')
  if (!forwards && after != null) throw badInput('AFTER_WITHOUT_FIRST')
  const limit = (forwards ? first : last) ?? DEFAULT_SIZE
  if (limit < 1 || limit > LARGEST_SIZE) throw badInput('PAGE_SIZE', { most: LARGEST_SIZE, given: limit })
  return { limit, forwards, from: (forwards ? after : before) ?? null }
}

/** The columns a list is sorted by, all in one direction; the last one is unique, so that no row is lost or repeated. */
export interface Order {
  readonly columns: readonly PgColumn[]
  readonly direction: 'asc' | 'desc'
}

/** The parts of a statement that read one page by keyset, one row more than asked to know whether there is a next page. */
export function keyset(page: Page, order: Order): { where: SQL | undefined; orderBy: SQL[]; limit: number } {
  const ascending = (order.direction === 'asc') === page.forwards
  const from = page.from === null ? null : decodeCursor(page.from, order.columns)
  return {
    where: from
      ? and(
          sql`(${sql.join([...order.columns], sql`, `)}) ${sql.raw(ascending ? '>' : '<')} (${sql.join(from, sql`, `)})`,
        )
      : undefined,
    orderBy: order.columns.map((column) => (ascending ? asc(column) : desc(column))),
    limit: page.limit + 1,
  }
}

/** What `keyset` read, put in the list's order and without the row too many. */
export function rowsOf<Row>(page: Page, read: readonly Row[]): Rows<Row> {
  const more = read.length > page.limit
  const rows = more ? read.slice(0, page.limit) : [...read]
  if (!page.forwards) rows.reverse()
  return {
    rows,
    hasNextPage: page.forwards ? more : page.from !== null,
    hasPreviousPage: page.forwards ? page.from !== null : more,
  }
}

/** A connection's value: what the classes made by `connectionType` show. */
export interface ConnectionValue<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: PageInfo
  readonly eventsCursor: string
}

/** Answers a connection field: checks its arguments, notes the stream's place, and only then reads the rows. */
export async function listed<Row extends object>(
  ctx: Context,
  args: PageArgs,
  order: Order,
  read: (page: Page) => Promise<Rows<Row>>,
): Promise<ConnectionValue<Row>> {
  const page = pageOf(args)
  const eventsCursor = await ctx.services.events.cursorNow(ctx.company)
  return connectionOf(await read(page), order, eventsCursor)
}

function connectionOf<Row extends object>(
  { rows, hasNextPage, hasPreviousPage }: Rows<Row>,
  order: Order,
  eventsCursor: string,
): ConnectionValue<Row> {
  const edges = rows.map((node) => ({ cursor: encodeCursor(node, order.columns), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    eventsCursor,
  }
}

@Directive('@shareable')
@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more edges follow.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether edges stand before.' })
  hasPreviousPage!: boolean

  @Field(() => Cursor, { nullable: true, description: 'The first edge’s cursor.' })
  startCursor!: string | null

  @Field(() => Cursor, { nullable: true, description: 'The last edge’s cursor.' })
  endCursor!: string | null
}

/** The connection and edge types of one kind of node, to be made once, in the subgraph that owns it. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<ConnectionValue<Node>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} in a list.` })
  class Edge {
    @Field(() => Cursor, { description: 'This edge’s place in the list.' })
    cursor!: string

    @Field(node, { description: `The ${name} itself.` })
    node!: Node
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: 'One page of a list (Relay).' })
  class Connection implements ConnectionValue<Node> {
    @Field(() => [Edge], { description: 'The page’s items, in the list’s order.' })
    edges!: Edge[]

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo

    @Field(() => Cursor, {
      description: 'The stream’s place from before the list was read: subscribe `after` it and nothing falls between.',
    })
    eventsCursor!: string
  }
  return Connection
}
