import { and, desc, eq, sql } from 'drizzle-orm'
import DataLoader from 'dataloader'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { latestAcceptedFirst } from './repository.ts'
import { terms, termsAcceptances, termsTexts, type TermsTextRow } from './tables.ts'

/** The version that counts, by companies. */
export const currentTermsByCompany = (ctx: Context) =>
  oneById(
    (companies) =>
      ctx.db
        .selectDistinctOn([terms.companyId])
        .from(terms)
        .where(sql`${terms.companyId} = ${anyOf(companies)}`)
        .orderBy(terms.companyId, desc(terms.version)),
    (row) => row.companyId,
  )

/** Which text: texts are long, and read only where somebody wants to see them. */
export interface TextName {
  readonly company: CompanyId
  readonly version: number
  readonly language: string
}

const keyOf = ({ company, version, language }: TextName) => `${company} ${version} ${language}`

export const textsByName = (ctx: Context) =>
  new DataLoader<TextName, TermsTextRow, string>(
    async (names) => {
      const wanted = names.map(
        ({ company, version, language }) => sql`(${sql.param(company, termsTexts.companyId)}, ${version}, ${language})`,
      )
      const { companyId, version, language } = termsTexts
      const found = await ctx.db
        .select()
        .from(termsTexts)
        .where(sql`(${companyId}, ${version}, ${language}) in (${sql.join(wanted, sql`, `)})`)
      const byName = new Map(found.map((row) => [keyOf({ ...row, company: row.companyId }), row]))
      return names.map((name) => byName.get(keyOf(name))!)
    },
    { cacheKeyFn: keyOf },
  )

export const acceptancesByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof termsAcceptances>(ctx.db, {
    table: termsAcceptances,
    parent: termsAcceptances.accountId,
    order: latestAcceptedFirst,
    where: eq(termsAcceptances.companyId, ctx.company),
  })

export const latestAcceptanceByAccount = (ctx: Context) =>
  oneById(
    (accounts) =>
      ctx.db
        .selectDistinctOn([termsAcceptances.accountId])
        .from(termsAcceptances)
        .where(
          and(eq(termsAcceptances.companyId, ctx.company), sql`${termsAcceptances.accountId} = ${anyOf(accounts)}`),
        )
        .orderBy(termsAcceptances.accountId, desc(termsAcceptances.version)),
    (row) => row.accountId,
  )
