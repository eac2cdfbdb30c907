import postgres from 'postgres'
import { expect, vi } from 'vitest'
import type { CompanyId } from '../../../subgraphs/kernel/ids.ts'
import { idFrom, newId, uuidOf } from '../../../subgraphs/kernel/ids.ts'
import type { Services } from '../../../subgraphs/kernel/services.ts'
import { eventually } from '../../support/eventually.ts'
import { passTo } from '../../support/pass-time.ts'
import type { Person } from '../../support/person.ts'
import { agentIdOf } from '../../viewings/brokerage.ts'
import { behindProxy, from } from '../doors.ts'
import { openOffice, type Office } from '../office.ts'

/** A mail as it was handed over. */
export interface Mailed {
  readonly to: string
  readonly text: string
}

/** The product with one company, whose visitors each come from a place of their own. */
export interface Stage {
  readonly office: Office
  readonly services: Services
  readonly sql: postgres.Sql
  readonly company: CompanyId
  readonly administrator: string
  readonly agents: readonly string[]
  /** What was mailed, in order. */
  readonly mails: readonly Mailed[]
  /** Somebody who was nowhere yet, so that nobody's tries are in another's way. */
  visitor(token?: string): Person
  /** The administrator, with a token that is fresh. */
  admin(): Promise<Person>
  pass(seconds: number): Promise<void>
  /** Waits until nothing goes on by itself any more: events, reactions, jobs. */
  settled(): Promise<void>
  close(): Promise<void>
}

const FRESH_MS = 5 * 60_000

export async function openStage(colleagues: number): Promise<Stage> {
  const office = await openOffice('harbour-homes', behindProxy)
  const sql = postgres(office.app.databaseUrl, { max: 2, onnotice: () => {} })
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const mails: Mailed[] = []
  const send = services.mail.send.bind(services.mail)
  const mailing = vi.spyOn(services.mail, 'send').mockImplementation((mail) => {
    mails.push(mail)
    return send(mail)
  })
  const [{ company_id: companyUuid }] = await sql<[{ company_id: string }]>`select company_id from accounts.company`
  const administrator = await agentIdOf(office.admin)
  const agents = [administrator, ...(await hire(sql, companyUuid, colleagues))]
  let [admin, since, places] = [Promise.resolve(office.admin), services.now().getTime(), 0]

  /** What goes on in one look; empty when nothing does. */
  const going = async () => {
    await office.app.host.caughtUp()
    return sql`
      select from accounts_jobs._private_jobs where run_at <= now()
      union all select from contacts_jobs._private_jobs where run_at <= now()
      union all select from accounts.outbox where not exists (select from accounts.log where outbox_id = outbox.id)
      union all select from contacts.outbox where not exists (select from contacts.log where outbox_id = outbox.id)`
  }

  return {
    ...{ office, services, sql, administrator, agents, mails },
    company: idFrom('company', companyUuid),
    visitor(token) {
      places++
      return from(office, `10.${places >> 16}.${(places >> 8) & 255}.${places & 255}`, 'node', token ?? null)
    },
    admin() {
      const now = services.now().getTime()
      if (now - since > FRESH_MS) [admin, since] = [office.logIn(), now]
      return admin
    },
    async pass(seconds) {
      const now = services.now()
      office.pass({ seconds })
      await passTo(office.app, { now }, new Date(now.getTime() + seconds * 1000))
    },
    async settled() {
      // What was done last may have begun something that no look before has seen.
      for (let quiet = 0; quiet < 2; quiet++) {
        await eventually(async () => {
          if ((await going()).length === 0) return
          quiet = 0
          expect.fail('Something goes on still.')
        })
      }
    },
    async close() {
      mailing.mockRestore()
      await sql.end()
      await office.stop()
    },
  }
}

/** More members of the staff, straight in the table: nobody logs in as them. */
async function hire(sql: postgres.Sql, company: string, many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, () => newId('agent'))
  for (const id of ids) {
    await sql`
      insert into accounts.agent (company_id, id, email, first_name, last_name, role, version, created_at)
      values (${company}, ${uuidOf(id)}, ${`${id}@example.com`}, 'Robin', 'Fields', 'ADMIN', 1, now())`
  }
  return ids
}
