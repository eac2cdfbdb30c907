import DataLoader from 'dataloader'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { anyText } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { PersonId } from '../password/tables.ts'
import { secondFactors } from './tables.ts'

/** The second factors that people of the company have, and how many codes for recovery are left of each. */
export const factorsByPerson = (ctx: Context) =>
  new DataLoader(async (people: readonly PersonId[]) => {
    const { companyId, personId, confirmedAt } = secondFactors
    const found = await ctx.db
      .select({ personId, since: sql<Date>`${confirmedAt}`.mapWith(confirmedAt), recoveryCodesLeft: codesLeft })
      .from(secondFactors)
      .where(and(eq(companyId, ctx.company), sql`${personId} = ${anyText(people)}`, isNotNull(confirmedAt)))
    const byPerson = new Map(found.map((each) => [each.personId, each]))
    return people.map((person) => byPerson.get(person) ?? null)
  })

/** The names are written out, since drizzle would leave the table away within the inner select. */
const codesLeft = sql<number>`(
  select count(*)::int from recovery_code as code
  where code.company_id = second_factor.company_id and code.person_id = second_factor.person_id and code.used_at is null)`
