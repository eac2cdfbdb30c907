import { Field, InputType } from 'type-graphql'

@InputType({ description: 'A change of one’s own password.' })
export class PasswordChangeInput {
  @Field(() => String, { description: 'The present one, or the temporary one from the mail.' })
  currentPassword!: string

  @Field(() => String, { description: '8 to 100 characters, and none that everybody tries first.' })
  newPassword!: string
}
