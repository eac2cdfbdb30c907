import type { Context } from '../../kernel/context.ts'
import type { AgentRow } from '../agent/tables.ts'
import { askingKey } from '../api-key/queries.ts'
import type { ApiKeyRow } from '../api-key/tables.ts'
import { agentOf } from '../agent/queries.ts'
import { companiesById } from '../company/loaders.ts'
import { accountOf } from '../portal-account/queries.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { Block } from '../../kernel/actor.ts'
import type { CompanyId } from '../../kernel/ids.ts'

interface Known {
  readonly company: { readonly id: CompanyId; readonly name: string }
  readonly blocks: readonly Block[]
}

/** Who is asking. */
export type ViewerRow =
  | (Known & {
      readonly __typename: 'StaffViewer'
      readonly agent: AgentRow
      readonly role: AgentRow['role']
      readonly apiKey: ApiKeyRow | null
    })
  | (Known & { readonly __typename: 'ClientViewer'; readonly account: PortalAccountRow })

/** Who is asking (ACC-28); null for a visitor, and for somebody who is not there any more. */
export async function viewerOf(ctx: Context): Promise<ViewerRow | null> {
  const { actor } = ctx
  if (actor.kind !== 'staff' && actor.kind !== 'client') return null
  const found = await ctx.loader(companiesById).load(actor.company)
  if (!found) return null
  const known = { company: { id: found.companyId, name: found.name }, blocks: actor.blocks }
  if (actor.kind === 'staff') {
    const agent = await agentOf(ctx, actor.agent)
    const apiKey = await askingKey(ctx, actor)
    return agent && { __typename: 'StaffViewer', agent, role: actor.role, apiKey, ...known }
  }
  const account = await accountOf(ctx, actor.account)
  return account && { __typename: 'ClientViewer', account, ...known }
}
