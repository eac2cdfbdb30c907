import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import type { Action } from './permission.ts'
import type { ShownPermission } from './queries.ts'

export const ViewingAction: { readonly [Name in Action]: Name } = {
  CONFIRM: 'CONFIRM',
  RESCHEDULE: 'RESCHEDULE',
  REJECT: 'REJECT',
  CANCEL: 'CANCEL',
  COMPLETE: 'COMPLETE',
  MARK_NO_SHOW: 'MARK_NO_SHOW',
  PROPOSE: 'PROPOSE',
  DECLINE_PROPOSAL: 'DECLINE_PROPOSAL',
  ADD_DATES: 'ADD_DATES',
  REASSIGN: 'REASSIGN',
}
registerEnumType(ViewingAction, {
  name: 'ViewingAction',
  description: 'What can be done with a viewing.',
  valuesConfig: {
    CONFIRM: { description: '`viewingConfirm`: agree on a time.' },
    RESCHEDULE: { description: '`viewingReschedule`: move it.' },
    REJECT: { description: '`viewingReject`: decline the request.' },
    CANCEL: { description: '`viewingCancel`: call it off.' },
    COMPLETE: { description: '`viewingComplete`: say that it took place.' },
    MARK_NO_SHOW: { description: '`viewingMarkNoShow`: say that the client did not come.' },
    PROPOSE: { description: '`viewingPropose`: ask for another time.' },
    DECLINE_PROPOSAL: { description: '`viewingProposalDecline`: leave the time as it is.' },
    ADD_DATES: { description: '`viewingDatesAdd`: name more preferred dates.' },
    REASSIGN: { description: '`viewingReassign`: let another agent show it.' },
  },
})

@ObjectType('ViewingPermission', {
  simpleResolvers: true,
  description: 'Whether the asker may do something with a viewing now; its mutation says the same.',
})
export class ViewingPermission implements ShownPermission {
  @Field(() => Boolean, { description: 'Whether the mutation would do it, given an input that fits.' })
  isAllowed!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Why not: the code that the mutation would answer with. Null where it is allowed.',
  })
  code!: string | null

  @Field(() => String, { nullable: true, description: 'The same as a sentence, in the asker’s language (API-9).' })
  message!: string | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'From when on it will be allowed as things stand; null where it is, or where time alone changes nothing.',
  })
  allowedFrom!: Date | null
}
