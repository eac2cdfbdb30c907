import DataLoader from 'dataloader'
import { sql } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { initial } from './settings.ts'
import { settings, type SettingsRow } from './tables.ts'

/** Settings by their companies, read once in an operation. */
export const settingsByCompany = (ctx: Context) =>
  new DataLoader<CompanyId, SettingsRow>(async (companies) => {
    const rows = await ctx.db
      .select()
      .from(settings)
      .where(sql`${settings.companyId} = ${anyOf(companies)}`)
    return companies.map((company) => rows.find(({ companyId }) => companyId === company) ?? initial(company))
  })
