import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { connect, openDb } from '../../subgraphs/kernel/db.ts'
import type { CompanyId, Id } from '../../subgraphs/kernel/ids.ts'
import { eventually } from '../support/eventually.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'

/** Somebody who follows what happens, and how they log in. */
export interface Follower {
  readonly company: CompanyId
  /** Null for an administrator, who sees the whole company. */
  readonly account: Id<'account'> | null
  logIn(url: string): Promise<Person>
}

/** A company with an administrator and a client who has asked something. */
export interface Firm {
  readonly company: CompanyId
  readonly admin: Follower
  readonly client: Follower
  readonly ticketId: Id<'ticket'>
}

export interface Place {
  readonly url: string
  readonly dataDir: string
  readonly databaseUrl: string
}

const password = 'a lighthouse without a keeper'

export async function foundFirm(place: Place, handle: string): Promise<Firm> {
  const email = `admin@${handle}.example`
  const clientEmail = `client@${handle}.example`
  const { company, portalKey } = await found(place.databaseUrl, handle, email)
  const logInAdmin = (url: string) => staffLogIn({ ...place, url }, handle, email, password)
  const logInClient = (url: string) => clientLogIn({ ...place, url }, portalKey, clientEmail, password)
  const admin = await logInAdmin(place.url)

  const make = 'mutation ($input: ContactCreateInput!) { done: contactCreate(input: $input) { made: contact { id } } }'
  const { id: contactId } = await made(admin, make, { firstName: 'Kim', lastName: 'Waters', emails: [clientEmail] })
  const open =
    'mutation ($input: PortalAccountCreateInput!) { done: portalAccountCreate(input: $input) { made: portalAccount { id } } }'
  let account = ''
  await eventually(async () => void (account = (await made(admin, open, { contactId })).id))
  const temporary = await mailedPassword(place, clientEmail)
  const client = await changePassword(await clientLogIn(place, portalKey, clientEmail, temporary), temporary, password)
  const submit =
    'mutation ($input: RequestSubmitInput!) { done: requestSubmit(input: $input) { made: request { id } } }'
  const { id: ticketId } = await made(client, submit, { subject: 'Parking', body: 'Where?' })
  return {
    company,
    ticketId: ticketId as Id<'ticket'>,
    admin: { company, account: null, logIn: logInAdmin },
    client: { company, account: account as Id<'account'>, logIn: logInClient },
  }
}

async function made(by: Person, mutation: string, input: object): Promise<{ id: string }> {
  const { done } = await by.ask<{ done: { made: { id: string } | null } }, object>(mutation, { input })
  if (!done.made) throw new Error(`Nothing was made by ${mutation}`)
  return done.made
}

async function found(url: string, handle: string, email: string) {
  const client = connect({ url, schema: 'accounts', role: 'portico_accounts', pool: 1 })
  try {
    const administrator = { email, firstName: 'Ada', lastName: 'Min' }
    const founding = { company: { name: handle, handle }, administrator, password }
    return await foundCompany(openDb(client), founding, new Date())
  } finally {
    await client.end()
  }
}
