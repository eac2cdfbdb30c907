import { Field, ID, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { activityKind, activityVia, type ActivityRow } from './tables.ts'

const ActivityKind = enumType(activityKind, 'ActivityKind', 'What happened to a contact (CON-3).', {
  CONTACT_CREATED: 'Staff made the contact.',
  CONTACT_ASSIGNED: 'It got another responsible agent.',
  ACCOUNT_CREATED: 'It got a portal account.',
  ACCOUNT_LINKED: 'Somebody registered with its address: their portal account is its own.',
  ACCOUNT_DELETED: 'Its portal account was deleted by who used it.',
  EDITED_BY_CLIENT: 'Its person changed their profile in the portal, which it follows.',
  EDITED_BY_STAFF: 'Staff changed its portal account, which it follows.',
  REVIEWED: 'Staff have looked at this lead, and accepted it or not.',
  MERGED: 'Somebody who was another contact became a part of it.',
  VIEWING_REQUESTED: 'A viewing was requested for it.',
  TICKET_OPENED: 'It asked the company something.',
  NOTE_ADDED: 'Staff wrote something down about it.',
  LEAD_REGISTERED: 'Somebody whom the company did not know registered, and became this lead.',
})
const ActivityVia = enumType(activityVia, 'ActivityVia', 'Through what something was done.', {
  PORTAL: 'The client did it in the portal.',
  STAFF: 'A member of staff did it.',
  IMPORT: 'It came with an import.',
  EMAIL: 'It came by mail.',
  SYSTEM: 'Portico did it by itself.',
})

@ObjectType('Activity', { description: 'One thing that happened to a contact.' })
export class Activity implements Pick<ActivityRow, 'id' | 'kind' | 'via' | 'byId' | 'aboutId' | 'at'> {
  @Field(() => ID, { description: 'Opaque and global.' })
  id!: ActivityRow['id']

  @Field(() => ActivityKind, { description: 'What happened.' })
  kind!: ActivityRow['kind']

  @Field(() => ActivityVia, { description: 'Through what: staff, the client’s portal, the system itself.' })
  via!: ActivityRow['via']

  @Field(() => ID, { nullable: true, description: 'Who did it: an agent or a portal account; null for the system.' })
  byId!: ActivityRow['byId']

  @Field(() => ID, {
    nullable: true,
    description: 'What it was about: an account, a viewing, a ticket, a note; for `node`.',
  })
  aboutId!: ActivityRow['aboutId']

  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date
}

export const ActivityConnection = connectionType('Activity', () => Activity)
