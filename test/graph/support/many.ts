import type postgres from 'postgres'

/** How many of each thing there are to be many. */
export const MANY = 20_000

/**
 * Multiplies what one company has, straight in the tables: so many contacts, each with an account, a deal, an offer, a
 * viewing, a ticket, an activity, all like the ones that are there. Nobody is told, so projections are filled, too.
 */
export async function multiply(sql: postgres.Sql, company: string): Promise<void> {
  for (const { schema, name, columns } of await tablesOf(sql)) {
    const copied = columns.map((column) => {
      if (column === 'company_id') return 't.company_id'
      // Ids that belong together stay together: each copy has its own space of ids, by its number.
      if (/^(id|(contact|account|deal|property|viewing|file|ticket|slot|block|watch)_id)$/.test(column)) {
        return idFrom(`t.${column} || ' ' || n`)
      }
      // Of a hundred, one is looked after by the agent there is; the others by ninety-nine that nobody has met.
      if (/agent_id$|^owner_id$|^assignee_id$/.test(column)) {
        return `case when n % 100 = 0 then t.${column} else ${idFrom(`t.${column} || ' ' || n % 100`)} end`
      }
      if (`${name}.${column}` === 'ticket.number') return 't.number + n * 100'
      if (column === 'reference') return `t.reference || n`
      if (column === 'email' || column === 'address') return `n || t.${column}`
      if (column === 'starts_at' || column === 'ends_at') return `t.${column} + n * interval '1 day'`
      return `t."${column}"`
    })
    await sql.unsafe(`
      insert into ${schema}.${name} (${columns.map((column) => `"${column}"`).join(', ')})
      select ${copied.join(', ')} from ${schema}.${name} t, generate_series(1, ${MANY}) n where t.company_id = '${company}'`)
  }
  await sql.unsafe('vacuum analyze')
}

/** A uuid, of a version there is, made from a text in SQL; null from null. */
function idFrom(text: string): string {
  return `overlay(overlay(md5(${text}) placing '7' from 13) placing '8' from 17)::uuid`
}

/** The tables that grow with a company's clients. */
async function tablesOf(sql: postgres.Sql): Promise<{ schema: string; name: string; columns: string[] }[]> {
  const growing = [
    'contacts.contact',
    'contacts.contact_email',
    'contacts.contact_phone',
    'contacts.activity',
    'contacts.contact_note',
    'contacts.portal_user',
    'accounts.portal_account',
    'accounts.client',
    'viewings.client',
    'viewings.property',
    'viewings.property_photo',
    'viewings.file',
    'viewings.deal',
    'viewings.offer',
    'viewings.interest',
    'viewings.favourite',
    'viewings.viewing',
    'viewings.preferred_date',
    'viewings.viewing_history',
    'viewings.viewing_note',
    'viewings.viewing_file',
    'viewings.viewing_feedback',
    'viewings.viewing_arrangement',
    'viewings.block',
    'viewings.watch',
    'viewings.watch_match',
    'viewings.interaction',
    'tickets.client',
    'tickets.ticket',
    'tickets.ticket_entry',
  ]
  const found = await sql<{ schema: string; name: string; columns: string[] }[]>`
    select table_schema as schema, table_name as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns where table_schema || '.' || table_name = any(${growing}) and is_generated = 'NEVER'
    group by 1, 2`
  if (found.length !== growing.length) throw new Error('A table that grows has another name now: say it here.')
  return found
}
