import type { Context } from '../../kernel/context.ts'
import { idOf, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { said } from '../../kernel/texts.ts'
import * as policy from '../property/policy.ts'
import { refuse } from '../refusals.ts'
import { failuresByImport } from './loaders.ts'
import { byRow, findImport } from './repository.ts'
import type { FailureRow, ImportRow } from './tables.ts'

/** One import, for those who may import. */
export async function importOf(ctx: Context, id: string): Promise<ImportRow | null> {
  const importId = policy.writes(ctx.actor) ? idOf('property_import', id) : null
  return importId && findImport(ctx.db, ctx.company, importId)
}

export async function failuresOf(
  ctx: Context,
  parent: Id<'property_import'>,
  args: PageArgs,
): Promise<ConnectionValue<FailureRow>> {
  return listed(ctx, args, byRow, (page) => ctx.loader(failuresByImport).load({ parent, page }))
}

/** What a code says in the asker's language. */
export function sentenceOf(ctx: Context, code: string, told: Readonly<Record<string, unknown>> = {}): string {
  const texts = refuse.texts[code as keyof typeof refuse.texts]
  return said(texts, ctx.language, told, refuse.words)
}
