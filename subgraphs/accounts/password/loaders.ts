import { and, eq, sql } from 'drizzle-orm'
import DataLoader from 'dataloader'
import { anyText } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import { passwords, type PasswordRow, type PersonId } from './tables.ts'

/** What is known of passwords, by the people of one company; null for who has none. */
export const passwordsByPerson = (ctx: Context) =>
  new DataLoader<PersonId, PasswordRow | null>(async (people) => {
    const isOfThem = sql`${passwords.personId} = ${anyText(people)}`
    const found = await ctx.db
      .select()
      .from(passwords)
      .where(and(eq(passwords.companyId, ctx.company), isOfThem))
    const byPerson = new Map(found.map((row) => [row.personId, row]))
    return people.map((person) => byPerson.get(person) ?? null)
  })
