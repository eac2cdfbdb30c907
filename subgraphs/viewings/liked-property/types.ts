import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { LikedPropertyRow } from './tables.ts'

@ObjectType('LikedProperty', {
  description: 'A property that a contact likes: a favourite, one they are interested in, or one they rated 4 or 5.',
})
export class LikedProperty implements Pick<LikedPropertyRow, 'isFavourite' | 'isInterested' | 'rating' | 'likedAt'> {
  @Field(() => Boolean, { description: 'Whether they keep it at hand.' })
  isFavourite!: boolean

  @Field(() => Boolean, { description: 'Whether they said that they are interested.' })
  isInterested!: boolean

  @Field(() => Int, { nullable: true, description: 'How they rated it, 1 to 5; null where they did not.' })
  rating!: number | null

  @Field(() => DateTime, { description: 'When they last said one of these.' })
  likedAt!: Date
}

export const LikedPropertyConnection = connectionType('LikedProperty', () => LikedProperty)
