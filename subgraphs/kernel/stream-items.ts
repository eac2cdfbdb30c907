import 'reflect-metadata'
import { createUnionType, Directive, Field, ObjectType, type ClassType } from 'type-graphql'
import { Cursor } from './scalars.ts'

/** What every item of a stream has. */
@ObjectType()
export abstract class WithCursor {
  @Field(() => Cursor, {
    description: 'Where the stream is now; subscribe again `after` it to miss and repeat nothing.',
  })
  cursor!: string
}

@Directive('@shareable')
@ObjectType('StreamOpened', { description: 'The first item of every stream: from here on nothing is missed.' })
export class StreamOpened extends WithCursor {}

@Directive('@shareable')
@ObjectType('Heartbeat', {
  description: 'Nothing has happened for a while, and the stream is alive; its cursor is fresh.',
})
export class Heartbeat extends WithCursor {}

@Directive('@shareable')
@ObjectType('CursorExpired', {
  description:
    'The cursor given is older than 72 hours, or from before a restore: read anew, then subscribe without it. The last item.',
})
export class CursorExpired extends WithCursor {}

/** The union of what a subscription sends: its own news, and what every stream tells about itself. */
export function streamItemType(subscription: string, name: string, ...news: (() => ClassType<WithCursor>)[]) {
  return createUnionType({
    name,
    description: `What \`${subscription}\` sends; every item carries a cursor.`,
    types: () => [StreamOpened, ...news.map((one) => one()), Heartbeat, CursorExpired] as const,
    // The event log names each item's type.
    resolveType: (item: object) => (item as { readonly __typename: string }).__typename,
  })
}
