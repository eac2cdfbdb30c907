import type { Context } from '../../kernel/context.ts'
import { languageOf } from '../../kernel/language.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { portalOf } from '../portal/queries.ts'
import type { PortalRow } from '../portal/tables.ts'
import { acceptancesByAccount, currentTermsByCompany, latestAcceptanceByAccount, textsByName } from './loaders.ts'
import * as policy from './policy.ts'
import { latestAcceptedFirst, listTerms, newestFirst, readTerms } from './repository.ts'
import type { TermsAcceptanceRow, TermsRow, TermsTextRow } from './tables.ts'
import { languageAmong } from './terms.ts'

/** A version, in the language in which it is shown. */
export interface TermsShown extends TermsRow {
  /** Names the version to whoever remembers it. */
  readonly id: string
  readonly language: string
}

/** The current version, or the one that is named; in the asker's language, or the one that is named (ACC-16). */
export async function termsOf(
  ctx: Context,
  version: number | null,
  language: string | null,
): Promise<TermsShown | null> {
  policy.mayRead(ctx.actor)
  const { company } = ctx
  const found = await (version === null
    ? ctx.loader(currentTermsByCompany).load(company)
    : readTerms(ctx.db, company, version))
  return found && termsShown(ctx, found, language)
}

/** Every version there was. */
export async function termsVersionsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<TermsShown>> {
  policy.mayList(ctx.actor)
  return listed(ctx, args, newestFirst, async (page) => {
    const { rows, ...more } = await listTerms(ctx.db, ctx.company, page)
    return { ...more, rows: await Promise.all(rows.map((row) => termsShown(ctx, row, null))) }
  })
}

/** What a portal's clients must agree to, for everybody. */
export async function termsOfPortal(
  ctx: Context,
  { companyId }: PortalRow,
  language: string | null,
): Promise<TermsShown | null> {
  const found = await ctx.loader(currentTermsByCompany).load(companyId)
  return found && termsShown(ctx, found, language)
}

/** The version that waits for the asker; null when none is in their way. */
export async function termsToAccept(ctx: Context): Promise<TermsShown | null> {
  const { actor } = ctx
  return actor.kind === 'client' && actor.blocks.includes('TERMS_NOT_ACCEPTED') ? termsOf(ctx, null, null) : null
}

/** A version with the language in which it is shown to whoever wants this one, or the asker's. */
export async function termsShown(ctx: Context, row: TermsRow, language: string | null): Promise<TermsShown> {
  const { defaultLanguage } = (await portalOf(ctx, row.companyId))!
  const wanted = language === null ? ctx.language : languageOf(language)
  return { ...row, id: String(row.version), language: languageAmong(row.languages, wanted, defaultLanguage) }
}

export function textOf(ctx: Context, { companyId: company, version, language }: TermsShown): Promise<TermsTextRow> {
  return ctx.loader(textsByName).load({ company, version, language })
}

/** What the owner of an account has accepted; whoever sees the account sees it. */
export function acceptancesOf(
  ctx: Context,
  { id: parent }: PortalAccountRow,
  args: PageArgs,
): Promise<ConnectionValue<TermsAcceptanceRow>> {
  return listed(ctx, args, latestAcceptedFirst, (page) => ctx.loader(acceptancesByAccount).load({ parent, page }))
}

export function latestAcceptanceOf(ctx: Context, { id }: PortalAccountRow): Promise<TermsAcceptanceRow | null> {
  return ctx.loader(latestAcceptanceByAccount).load(id)
}
