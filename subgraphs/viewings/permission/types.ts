import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import { actions, type Action } from './permission.ts'
import type { ShownPermission } from './queries.ts'

const meanings: Readonly<Record<Action, string>> = {
  CONFIRM: '`viewingConfirm`: agree on a time.',
  RESCHEDULE: '`viewingReschedule`: move it.',
  REJECT: '`viewingReject`: decline the request.',
  CANCEL: '`viewingCancel`: call it off.',
  COMPLETE: '`viewingComplete`: say that it took place.',
  MARK_NO_SHOW: '`viewingMarkNoShow`: say that the client did not come.',
  PROPOSE: '`viewingPropose`: ask for another time.',
  DECLINE_PROPOSAL: '`viewingProposalDecline`: leave the time as it is.',
  ADD_DATES: '`viewingDatesAdd`: name more preferred dates.',
  REASSIGN: '`viewingReassign`: let another agent show it.',
  NAVIGATE: '`Viewing.navigation`: see the way to it.',
  READ_JOURNAL: '`Viewing.journal`: read what its client put down.',
  WRITE_JOURNAL: '`viewingNoteAdd` and its like: put something down in its journal.',
  GIVE_FEEDBACK: '`viewingFeedbackGive`: say what the client thought of it.',
  ARRANGE: '`viewingArrange`: say who goes along, and what is to be seen to.',
}

export const ViewingAction = Object.fromEntries(actions.map((action) => [action, action])) as {
  readonly [Name in Action]: Name
}
registerEnumType(ViewingAction, {
  name: 'ViewingAction',
  description: 'What can be done with a viewing.',
  valuesConfig: Object.fromEntries(actions.map((action) => [action, { description: meanings[action] }])) as never,
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
