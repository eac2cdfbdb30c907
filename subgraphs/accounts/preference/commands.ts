import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import { Refusal, Refusals } from '../../kernel/errors.ts'
import type { CompanyId } from '../../kernel/ids.ts'

/** Throws what viewings, which is to look for it, refuses of what somebody looks for who registers (ACC-6, VIE-15). */
export async function checkPreferences(ctx: Context, company: CompanyId, criteria: object): Promise<void> {
  const { requestId, language } = ctx
  const asker = { actor: { kind: 'service', company }, requestId, language } as const
  const { watchCriteriaCheck } = await ctx.services.ask('viewings', CHECK, { criteria }, asker)
  const { userErrors } = watchCriteriaCheck
  if (userErrors.length > 0) throw new Refusals(userErrors.map(refusalOf))
}

interface Wrong {
  readonly code: string
  readonly message: string
  readonly path: readonly string[] | null
}

/** As viewings says it, in the asker's language already, of the place where it was said to accounts. */
function refusalOf({ code, message, path }: Wrong): Refusal {
  const [, , ...field] = path ?? []
  return new Refusal(code, { path: ['input', 'preferences', ...field] }, () => message)
}

const CHECK = question<{ watchCriteriaCheck: { readonly userErrors: readonly Wrong[] } }, { criteria: object }>(
  'query preferencesOfAccount($criteria: WatchCriteriaInput!) { watchCriteriaCheck(criteria: $criteria) { userErrors { code message path } } }',
)
