import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { Property } from '../property/types.ts'

@InputType({ description: 'Which property a client wants to keep at hand.' })
export class FavouriteAddInput {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string
}

@InputType({ description: 'Which property a client need not keep at hand any more.' })
export class FavouriteRemoveInput {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string
}

@ObjectType({ description: 'What `favouriteAdd` did.' })
export class FavouriteAddPayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property, now a favourite.' })
  property?: Property
}

@ObjectType({ description: 'What `favouriteRemove` did.' })
export class FavouriteRemovePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property, no favourite any more.' })
  property?: Property
}
