import argon2 from 'argon2'
import { expect } from 'vitest'
import { idFrom, uuidOf, type Id } from '../../../subgraphs/kernel/ids.ts'
import type { List } from '../office.ts'
import type { Stage } from './stage.ts'
import { stateOf, type Account, type Contact, type World } from './world.ts'

/** What stands in the tables, with the hashes of passwords. */
export interface Read {
  readonly contacts: Contact[]
  readonly accounts: Account[]
  readonly owners: ReadonlyMap<string, string | null>
  readonly hashes: ReadonlyMap<string, { readonly hash: string; readonly until: number | null }>
}

const id = (prefix: string, uuid: string | null): string | null => (uuid === null ? null : idFrom(prefix, uuid))

export async function read({ sql, services }: Stage): Promise<Read> {
  const contacts = await sql`
    select id, responsible_agent_id, review_state, merged_into_id, coalesce(emails, '{}') as emails
    from contacts.contact left join (
      select contact_id, array_agg(address) as emails from contacts.contact_email group by contact_id) of_it on contact_id = id`
  const accounts = await sql`select * from accounts.portal_account`
  const sessions = await sql`
    select id, person_id, idle_until from accounts.session
    where ended_at is null and idle_until > ${services.now()} and person_id like 'account%'`
  const passwords = await sql`
    select person_id, hash, temporary_until from accounts.password where person_id like 'account%'`
  const hashes = new Map(
    passwords.map((row) => [
      row['person_id'] as string,
      { hash: row['hash'], until: row['temporary_until']?.getTime() ?? null },
    ]),
  )
  const known = new Set(accounts.map((row) => id('account', row['id'])!))
  const strays = [...sessions, ...passwords].map((row) => row['person_id'] as string).filter((one) => !known.has(one))
  expect(strays, 'whose account is no more').toEqual([])
  return {
    hashes,
    owners: new Map(accounts.map((row) => [id('account', row['id'])!, id('agent', row['owner_id'])])),
    contacts: contacts.map((row) => ({
      id: id('contact', row['id'])!,
      emails: row['emails'],
      agent: id('agent', row['responsible_agent_id'])!,
      review: row['review_state'],
      mergedInto: id('contact', row['merged_into_id']),
    })),
    accounts: accounts.map((row) => ({
      id: id('account', row['id'])!,
      status: row['status'],
      email: row['email'],
      contactId: id('contact', row['contact_id']),
      isVerified: row['verified_at'] !== null,
      isDisabled: row['disabled_at'] !== null,
      waits: row['awaiting_approval_since'] ? 'APPROVAL' : row['review'] ? 'REVIEW' : null,
      since: (row['verified_at'] ?? row['created_at']).getTime(),
      password: hashes.has(id('account', row['id'])!) ? { text: '', until: null } : null,
      sessions: new Map(
        sessions
          .filter((one) => one['person_id'] === id('account', row['id']))
          .map((one) => [id('session', one['id'])!, one['idle_until'].getTime()]),
      ),
    })),
  }
}

/** What must not be, whatever was done in which order (ACC-1, ACC-10, ACC-15). */
export function faultsOf({ accounts, contacts, owners }: Read): string[] {
  const faults: string[] = []
  const active = accounts.filter(({ status }) => status === 'ACTIVE')
  for (const { id, contactId } of active) {
    const contact = contacts.find((one) => one.id === contactId && !one.mergedInto)
    if (!contact) faults.push(`${id} is active and nobody's`)
    else if (owners.get(id) !== contact.agent) faults.push(`${id} is not owned by its contact's agent`)
  }
  for (const { id, contactId, status, isDisabled, sessions } of accounts) {
    if (status === 'DRAFT' && (contactId || owners.get(id))) faults.push(`${id} is a draft and somebody's`)
    if ((status === 'DRAFT' || isDisabled) && sessions.size > 0) faults.push(`${id} has a session and may have none`)
  }
  const twice = (values: readonly string[]) => values.filter((each, index) => values.indexOf(each) < index)
  for (const contact of twice(accounts.flatMap(({ contactId }) => contactId ?? []))) faults.push(`${contact} has two`)
  for (const email of twice(active.map(({ email }) => email.toLowerCase()))) faults.push(`two log in by ${email}`)
  return faults
}

/** Which password opens which hash: looked at once for each. */
export type Known = Map<string, string>

/** Each account's password among those that it may have; a hash that none of them opens is known to nobody. */
export async function findPasswords(
  { hashes, accounts }: Read,
  known: Known,
  candidates: (accountId: string) => readonly (string | undefined)[],
): Promise<void> {
  for (const account of accounts) {
    const own = hashes.get(account.id)
    if (!own) continue
    for (const each of candidates(account.id)) {
      if (known.has(own.hash)) break
      if (each && (await argon2.verify(own.hash, each))) known.set(own.hash, each)
    }
    const text = known.get(own.hash)
    expect(text, `the password of ${account.id}`).toBeDefined()
    account.password = { text: text!, until: own.until }
  }
}

/** Holds the tables, what contacts has heard, and what the graph answers against a world. */
export async function check(stage: Stage, world: World, known: Known): Promise<void> {
  const { sql } = stage
  const found = await read(stage)
  expect(faultsOf(found)).toEqual([])
  expect(stateOf(found)).toEqual(stateOf(world))
  const wanted = new Map(world.accounts.map((one) => [one.id, one.password?.text]))
  await findPasswords(found, known, (id) => [wanted.get(id)])
  for (const { id, password } of found.accounts) expect([id, password?.text]).toEqual([id, wanted.get(id)])

  const users = await sql`select contact_id, is_active, is_disabled from contacts.portal_user`
  const heard = users.map((row) => [id('contact', row['contact_id']), row['is_active'], row['is_disabled']])
  const active = found.accounts.filter(({ status }) => status === 'ACTIVE')
  expect(heard.toSorted()).toEqual(active.map(({ contactId, isDisabled }) => [contactId, true, isDisabled]).toSorted())
  expect(await sql`select * from accounts.parked union all select * from contacts.parked`).toEqual([])
  expect(await sql`select last_error from accounts_jobs._private_jobs where last_error is not null`).toEqual([])
  await checkGraph(stage, found)
  for (const gone of world.deleted) expect([gone.id, await tablesWith(stage, gone.id)]).toEqual([gone.id, []])
}

interface Shown {
  readonly id: string
  readonly isPortalUser: boolean
  readonly responsibleAgent: { readonly id: string }
  readonly portalAccount: { readonly id: string; readonly owner: { readonly id: string } } | null
}

async function checkGraph(stage: Stage, { accounts, contacts }: Read): Promise<void> {
  const { contacts: shown } = await (
    await stage.admin()
  ).ask<{ contacts: List<Shown> }, object>(
    `{ contacts(first: 100) { edges { node {
      id isPortalUser responsibleAgent { id } portalAccount { id owner { id } } } } } }`,
  )
  const nodes = shown.edges.map(({ node }) => node)
  expect(nodes.map((one) => one.id).toSorted()).toEqual(
    contacts.flatMap((one) => (one.mergedInto ? [] : one.id)).toSorted(),
  )
  for (const { id: contactId, isPortalUser, responsibleAgent, portalAccount } of nodes) {
    const account = accounts.find((one) => one.contactId === contactId)
    expect(isPortalUser, contactId).toBe(account !== undefined)
    expect(portalAccount).toEqual(account ? { id: account.id, owner: responsibleAgent } : null)
  }
}

/** What is remembered of what happened, for as long as events are; that it was deleted. */
const kept = ['deleted_account', 'file', 'idempotency', 'log', 'outbox', 'farewell']

/** The tables of accounts in which something stands of an account, but those. */
async function tablesWith({ sql }: Stage, account: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'accounts' and table_type = 'BASE TABLE' and table_name <> all(${kept})`
  const looks = tables.map(
    ({ name }) => `select '${name}' as name where exists (select from accounts."${name}" t where t::text ~ $1)`,
  )
  const rows = await sql.unsafe(looks.join(' union all '), [`${account}|${uuidOf(account as Id<'account'>)}`])
  return rows.map((row) => row['name'] as string)
}
