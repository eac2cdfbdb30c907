import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { reasonsById } from './loaders.ts'
import { inOrder, listReasons } from './repository.ts'
import type { RejectionReasonRow } from './tables.ts'

/** One of the company's reasons, also a retired one. */
export async function reasonOf(ctx: Context, id: string): Promise<RejectionReasonRow | null> {
  const reasonId = idOf('rejection_reason', id)
  return reasonId && ctx.loader(reasonsById).load(reasonId)
}

/** The company's reasons that clients may choose from: for all who know the company. */
export async function reasonsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<RejectionReasonRow>> {
  const { company } = ctx
  return listed(ctx, args, inOrder, (page) => listReasons(ctx.db, company, page))
}
