import 'reflect-metadata'
import { Directive, Field, ObjectType } from 'type-graphql'
import { Cursor } from './scalars.ts'

@ObjectType()
abstract class WithCursor {
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
