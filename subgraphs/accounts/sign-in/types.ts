import { Field, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { signInOutcome, signInWay, type SignInRow } from './tables.ts'

export const SignInWay = enumType(signInWay, 'SignInWay', 'How somebody comes in.', {
  PASSWORD: 'By email address and password.',
  CODE: 'By a code from a mail, with a new password.',
  LINK: 'By a link from a mail.',
  SIGN_ON: 'By single sign-on.',
  REGISTRATION: 'By opening the account.',
})

const SignInOutcome = enumType(signInOutcome, 'SignInOutcome', 'What came of trying to come in (ACC-26).', {
  SUCCEEDED: 'They came in.',
  LOCKED: 'Too many wrong passwords came before; this one was not looked at.',
  UNKNOWN_EMAIL: 'Nobody has this address.',
  NOT_VERIFIED: 'The account is a draft whose address nobody has verified.',
  AWAITING_APPROVAL: 'The account is a draft that waits for staff.',
  DISABLED: 'Staff have disabled the account.',
  LEFT: 'The member of staff has left.',
  NO_PASSWORD: 'The account has no password: its person comes in another way.',
  PASSWORD_WRONG: 'The password was wrong.',
  TEMPORARY_PASSWORD_EXPIRED: 'The mailed password has expired.',
  WRONG_INSTANCE: 'Single sign-on came from another instance than the account has.',
  SECOND_FACTOR_WRONG: 'The password, link or code was right, and the code of their app was not.',
})

@ObjectType('SignIn', {
  description:
    'One time that somebody came in, or tried to; kept for 90 days, or for one where wrong passwords before kept it from ' +
    'being looked at (ACC-26).',
})
export class SignIn implements Pick<SignInRow, 'at' | 'way' | 'outcome' | 'ipAddress' | 'program'> {
  @Field(() => DateTime, { description: 'When it was tried.' })
  at!: Date

  @Field(() => SignInWay, { description: 'How they tried.' })
  way!: SignInRow['way']

  @Field(() => SignInOutcome, { description: 'What came of it; to whoever tried, the answer is always the same.' })
  outcome!: SignInRow['outcome']

  @Field(() => String, { nullable: true, description: 'From which IP address, where that is known.' })
  ipAddress!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the browser or program called itself: its `User-Agent`, which anybody can choose.',
  })
  program!: string | null
}

export const SignInConnection = connectionType('SignIn', () => SignIn)
