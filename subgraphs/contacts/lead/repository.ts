import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import type { CreatedContact } from '../contact/contact.ts'
import { insertAddresses } from '../contact/repository.ts'
import { contactEmails, contacts, type ContactRow } from '../contact/tables.ts'

/** The contacts for whom an address stands, whatever its case, the longest known first. */
export async function listOfAddress(
  db: Reader,
  company: CompanyId,
  email: string,
  limit: number,
): Promise<ContactRow[]> {
  const isTheirs = and(eq(contactEmails.companyId, contacts.companyId), eq(contactEmails.contactId, contacts.id))
  const found = await db
    .select({ contact: contacts })
    .from(contactEmails)
    .innerJoin(contacts, isTheirs)
    .where(
      and(
        eq(contactEmails.companyId, company),
        sql`lower(${contactEmails.address}) = lower(${email})`,
        isNull(contacts.mergedIntoId),
      ),
    )
    .orderBy(asc(contacts.id))
    .limit(limit)
  return found.map(({ contact }) => contact)
}

/** Makes a lead with its addresses; null where this account has become one before. */
export async function insertLead(tx: Tx, created: CreatedContact): Promise<ContactRow | null> {
  const [saved] = await tx
    .insert(contacts)
    .values(created.contact)
    .onConflictDoNothing({ target: [contacts.companyId, contacts.registeredAccountId] })
    .returning()
  if (saved) await insertAddresses(tx, created)
  return saved ?? null
}

/** The contact that an account has become when it was registered, or of which that one is a part by now. */
export async function readRegistered(db: Reader, company: CompanyId, account: AccountId): Promise<ContactRow> {
  const [found] = await db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.companyId, company),
        sql`${contacts.id} = (
          select coalesce(registered.merged_into_id, registered.id) from contact as registered
          where registered.company_id = ${contacts.companyId}
            and registered.registered_account_id = ${sql.param(account, contacts.registeredAccountId)})`,
      ),
    )
  return found!
}
