import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { connect, openDb } from '../../subgraphs/kernel/db.ts'
import { freshDatabase } from '../support/database.ts'
import { staffLogIn } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'
import { startProcesses, type Processes } from '../support/processes.ts'
import { makeProperty, mutate, offer } from '../viewings/brokerage.ts'

/** A company in five processes, with a contact to whom a property is offered. */
export interface Firm {
  readonly processes: Processes
  readonly databaseUrl: string
  readonly dataDir: string
  readonly admin: Person
  readonly contactId: string
  /** Books a viewing, or calls off the one that was booked last: an event for those who follow viewings. */
  change(): Promise<void>
  close(): Promise<void>
}

export const password = 'a lighthouse without a keeper'

/** `env` has settings besides those of its own database and folder. */
export async function openFirm(env: Readonly<Record<string, string>> = {}): Promise<Firm> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-firm-'))
  const undo: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true }), () => database.drop()]
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await found(database.url)
    const processes = await startProcesses({ DATABASE_URL: database.url, DATA_DIR: dataDir, ...env })
    undo.push(() => processes.stop())
    const admin = await staffLogIn({ url: processes.url, dataDir }, 'firm', 'admin@example.com', password)
    return { processes, databaseUrl: database.url, dataDir, admin, close, ...(await somethingToSee(admin)) }
  } catch (error) {
    await close()
    throw error
  }
}

async function found(url: string): Promise<void> {
  const client = connect({ url, schema: 'accounts', role: 'portico_accounts', pool: 1 })
  const administrator = { email: 'admin@example.com', firstName: 'Ada', lastName: 'Min' }
  await foundCompany(
    openDb(client),
    { company: { name: 'Firm', handle: 'firm' }, administrator, password },
    new Date(),
  ).finally(() => client.end())
}

async function somethingToSee(admin: Person): Promise<Pick<Firm, 'contactId' | 'change'>> {
  const input = { firstName: 'Kim', lastName: 'Waters' }
  const { contactCreate } = await admin.ask<{ contactCreate: { contact: { id: string } } }, object>(
    'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }',
    { input },
  )
  const contactId = contactCreate.contact.id
  const propertyId = await makeProperty(admin)
  await offer(admin, contactId, [propertyId])
  let booked: string | null = null
  return {
    contactId,
    async change() {
      const date = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
      const { viewing, userErrors } = booked
        ? await mutate(admin, 'Cancel', { viewingId: booked })
        : await mutate(admin, 'Book', { contactId, propertyId, preferredDates: [{ date }] })
      if (!viewing) throw new Error(`Nothing was changed: ${JSON.stringify(userErrors)}`)
      booked = booked ? null : viewing.id
    },
  }
}
