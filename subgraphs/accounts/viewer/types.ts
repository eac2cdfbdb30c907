import { createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql'
import type { Block as BlockName } from '../../kernel/actor.ts'
import { Agent, Role } from '../agent/types.ts'
import type { AgentRow } from '../agent/tables.ts'
import { ApiKey } from '../api-key/types.ts'
import { Company } from '../company/types.ts'
import { PortalAccount } from '../portal-account/types.ts'

const Block: { [B in BlockName]: B } = {
  PASSWORD_CHANGE_REQUIRED: 'PASSWORD_CHANGE_REQUIRED',
  TERMS_NOT_ACCEPTED: 'TERMS_NOT_ACCEPTED',
  PORTAL_OFF: 'PORTAL_OFF',
}
registerEnumType(Block, {
  name: 'Block',
  description: 'What is to be mended before anything else works: the password first, then the terms (ACC-16).',
  valuesConfig: {
    PASSWORD_CHANGE_REQUIRED: {
      description: 'The password is temporary, or staff want another one: `passwordChange`.',
    },
    TERMS_NOT_ACCEPTED: { description: 'A new version of the terms waits to be accepted: `termsAccept`.' },
    PORTAL_OFF: { description: 'The company has switched its portal off.' },
  },
})

@ObjectType('StaffViewer', { description: 'A member of staff asks, or an API key in their name.' })
export class StaffViewer {
  @Field(() => Agent, { description: 'Who it is.' })
  agent!: Agent

  @Field(() => Company, { description: 'Whose staff.' })
  company!: Company

  @Field(() => Role, { description: 'What they may do.' })
  role!: AgentRow['role']

  @Field(() => ApiKey, { nullable: true, description: 'The API key that asks for them; null when they ask in person.' })
  apiKey!: ApiKey | null

  @Field(() => [Block], { description: 'What must be mended first; empty most of the time.' })
  blocks!: BlockName[]
}

@ObjectType('ClientViewer', { description: 'A portal user asks.' })
export class ClientViewer {
  @Field(() => PortalAccount, { description: 'Who it is.' })
  account!: PortalAccount

  @Field(() => Company, { description: 'Whose portal.' })
  company!: Company

  @Field(() => [Block], { description: 'What must be mended first; empty most of the time.' })
  blocks!: BlockName[]
}

export const Viewer = createUnionType({
  name: 'Viewer',
  description: 'Who is asking.',
  types: () => [StaffViewer, ClientViewer] as const,
  resolveType: (viewer: object) => (viewer as { __typename: string }).__typename as never,
})
