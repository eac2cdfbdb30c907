import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { Check as CheckName, Outcome as OutcomeName } from './diagnosis.ts'

const LoginCheck: { [C in CheckName]: C } = {
  PORTAL_ON: 'PORTAL_ON',
  PORTAL_KEY: 'PORTAL_KEY',
  ACCOUNT_EXISTS: 'ACCOUNT_EXISTS',
  EMAIL_VERIFIED: 'EMAIL_VERIFIED',
  APPROVED: 'APPROVED',
  ACTIVE: 'ACTIVE',
  NOT_DISABLED: 'NOT_DISABLED',
  NOT_LOCKED: 'NOT_LOCKED',
  SECOND_FACTOR_NOT_ASKED: 'SECOND_FACTOR_NOT_ASKED',
  PASSWORD_CHANGE_NOT_DUE: 'PASSWORD_CHANGE_NOT_DUE',
  TEMPORARY_PASSWORD_VALID: 'TEMPORARY_PASSWORD_VALID',
  TERMS_ACCEPTED: 'TERMS_ACCEPTED',
  RIGHT_INSTANCE: 'RIGHT_INSTANCE',
}
registerEnumType(LoginCheck, {
  name: 'LoginCheck',
  description: 'What must be true for a client to log in and to work (ACC-25).',
  valuesConfig: {
    PORTAL_ON: { description: 'The portal is switched on.' },
    PORTAL_KEY: { description: 'The key leads to this company’s portal and is not retired.' },
    ACCOUNT_EXISTS: { description: 'There is an account of this address that the asker sees, or a draft of one.' },
    EMAIL_VERIFIED: { description: 'Who registered has shown that the address is theirs.' },
    APPROVED: { description: 'It does not wait for staff to approve it.' },
    ACTIVE: { description: 'It is no draft.' },
    NOT_DISABLED: { description: 'Staff have not disabled it.' },
    NOT_LOCKED: { description: 'Nobody is kept out now for wrong passwords, from wherever they were typed.' },
    SECOND_FACTOR_NOT_ASKED: {
      description: 'They are asked for no code of their app; it is not applicable where they have none.',
    },
    PASSWORD_CHANGE_NOT_DUE: { description: 'The password need not be changed first.' },
    TEMPORARY_PASSWORD_VALID: { description: 'The mailed password has not expired, and there is one.' },
    TERMS_ACCEPTED: { description: 'The terms that are required were accepted.' },
    RIGHT_INSTANCE: { description: 'Single sign-on comes from the instance that the account has.' },
  },
})

const LoginCheckOutcome: { [O in OutcomeName]: O } = {
  PASSED: 'PASSED',
  FAILED: 'FAILED',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
}
registerEnumType(LoginCheckOutcome, {
  name: 'LoginCheckOutcome',
  description: 'What came of a check.',
  valuesConfig: {
    PASSED: { description: 'It is so.' },
    FAILED: { description: 'It is not: see `remedy`.' },
    NOT_APPLICABLE: { description: 'It does not matter here.' },
  },
})

@ObjectType('LoginRemedy', { simpleResolvers: true, description: 'What mends what a check has found.' })
export class LoginRemedy {
  @Field(() => String, {
    nullable: true,
    description:
      'The mutation that does, which the asker or the client may use; null where others must, or where none has to be used.',
  })
  mutation!: string | null

  @Field(() => String, { description: 'Who does what, in the asker’s language.' })
  description!: string
}

@ObjectType('LoginFinding', { simpleResolvers: true, description: 'One check, and what came of it.' })
export class LoginFinding {
  @Field(() => LoginCheck, { description: 'What was looked at.' })
  check!: CheckName

  @Field(() => LoginCheckOutcome, { description: 'What came of it.' })
  outcome!: OutcomeName

  @Field(() => DateTime, { nullable: true, description: 'Since when it is so, where that is known.' })
  since!: Date | null

  @Field(() => LoginRemedy, { nullable: true, description: 'What mends it; null unless it fails.' })
  remedy!: LoginRemedy | null
}

@ObjectType('LoginDiagnosis', { description: 'Why a client can or cannot log in (ACC-25).' })
export class LoginDiagnosis {
  @Field(() => Boolean, {
    description:
      'Whether the right password lets them in, or single sign-on who has none; they may have to mend something first then.',
  })
  mayLogIn!: boolean

  @Field(() => [LoginFinding], { description: 'All checks, in their order.' })
  checks!: LoginFinding[]

  @Field(() => PortalAccount, { nullable: true, description: 'The account it is about; null where there is none.' })
  account!: PortalAccount | null
}
