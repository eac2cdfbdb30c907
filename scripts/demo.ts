import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '../subgraphs/host.ts'
import { foundCompany } from '../subgraphs/accounts/company/commands.ts'
import { demoCompany as company, demoPassword as password, demoPeople } from '../subgraphs/accounts/demo/demo.ts'
import type { Config } from '../subgraphs/kernel/config.ts'
import { ask, mailedPassword } from './demo-client.ts'

// A small company to click around in, made on the first start in development. Everything but its founding goes through
// the graph, as its people would do it; what an interrupted start has made is found and not made again.

const { administrator, agent, support, client } = demoPeople

const properties = [
  {
    reference: 'HH-101',
    title: 'Canal house with a garden',
    kind: 'HOUSE',
    street: 'Singel 7',
    point: { latitude: 52.3791, longitude: 4.8919 },
    price: 84_500_000,
    energyLabel: 'C',
    livingArea: 164,
    plotArea: 210,
    rooms: 6,
    bedrooms: 4,
    bathrooms: 2,
    yearBuilt: 1684,
    features: ['GARDEN', 'FIREPLACE', 'WATERFRONT', 'CELLAR'],
    accessNotes: 'Ring twice; the bell is beside the green door.',
  },
  {
    reference: 'HH-102',
    title: 'Two rooms with a sea view',
    kind: 'APARTMENT',
    street: 'Zeeweg 12',
    point: { latitude: 52.3752, longitude: 4.9264 },
    price: 39_900_000,
    energyLabel: 'A',
    livingArea: 58,
    rooms: 2,
    bedrooms: 1,
    bathrooms: 1,
    yearBuilt: 2008,
    features: ['BALCONY', 'ELEVATOR', 'SEA_VIEW'],
    accessNotes: 'The caretaker has the key; fourth floor, on the left.',
  },
  {
    reference: 'HH-103',
    title: 'Loft in the old warehouse',
    kind: 'APARTMENT',
    street: 'Kade 30',
    point: { latitude: 52.3865, longitude: 4.8753 },
    price: 61_000_000,
    energyLabel: 'B',
    livingArea: 96,
    rooms: 3,
    bedrooms: 2,
    bathrooms: 1,
    yearBuilt: 1911,
    features: ['ROOF_TERRACE', 'STORAGE_ROOM', 'BARRIER_FREE'],
    accessNotes: 'Through the gate to the yard; the code stands in the key box.',
  },
]

/** What its clients may choose from when a property is not for them. */
const rejectionReasons = ['Too expensive', 'Too small', 'Not my neighbourhood', 'Too much to repair']

/** What its agent keeps in mind of the client, the oldest first. */
const contactNotes = [
  'Moves here for work in spring; wants to rent out the present flat.',
  'Has a dog: asks for a garden or a park nearby.\nBest reached after six.',
]

/** How its portal looks; a frontend that somebody develops on this machine may call, as Vite serves it. */
const portal = {
  branding: { displayName: company.name, primaryColor: '#0f4c81', accentColor: '#f2a541' },
  notice: 'This is a demo: nobody lives here.',
  languages: ['en', 'nl'],
  supportEmail: support.email,
  imprintUrl: 'https://harbour-homes.example/imprint',
  privacyUrl: 'https://harbour-homes.example/privacy',
  origins: ['http://localhost:5173'],
}

/** An access token for one of them. */
export async function logInToDemo(url: string, { email }: { readonly email: string }): Promise<string> {
  const token = await logIn(url, email === client.email ? 'client' : 'staff', email, password)
  if (!token) throw new Error('The demo company is not there, or its passwords were changed.')
  return token
}

/** What the start prints of the demo company. */
export const demoLogIns: readonly string[] = [
  `The demo company is ${company.name}; every password is ${password}`,
  `  staff   company ${company.handle}: ${[administrator, agent, support].map(({ email }) => email).join(', ')}`,
  `  client  portal key ${company.handle}: ${client.email}`,
]

export interface Demo {
  readonly url: string
  readonly config: Config
  readonly host: Host
  say(sentence: string): void
}

/** Makes the demo company where the database holds no other one; true when it is there. */
export async function fillDemo({ url, config, host, say }: Demo): Promise<boolean> {
  const handles = await handlesOf(host)
  const isThere = handles.includes(company.handle)
  if (handles.length > 0 && !isThere) return false
  // A company that came out of a backup is whole; one whose filling was cut off is gone on with.
  const unfinished = join(config.dataDir, 'demo-unfinished')
  if (isThere && !existsSync(unfinished)) return true
  // The passwords come by mail, which can be read here only where it is captured.
  if (config.smtpUrl) return false
  say('Filling the demo company, which takes some seconds the first time …')
  writeFileSync(unfinished, '')
  if (!isThere) await found(host)
  await fill(url, config.dataDir)
  rmSync(unfinished)
  return true
}

function accountsOf(host: Host) {
  return host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
}

async function handlesOf(host: Host): Promise<string[]> {
  return (await accountsOf(host).sql<{ handle: string }[]>`select handle from company`).map(({ handle }) => handle)
}

async function found(host: Host): Promise<void> {
  const founding = { company, administrator, password, portalKey: company.handle }
  await foundCompany(accountsOf(host).db, founding, new Date())
}

async function fill(url: string, dataDir: string): Promise<void> {
  const asAdministrator = (await logIn(url, 'staff', administrator.email, password))!
  await mutate(url, asAdministrator, 'portalSettingsUpdate', portal)
  await makeReasons(url, asAdministrator)
  const known = (await listed(url, asAdministrator, 'agents', 'email')).map(({ email }) => email)
  for (const invited of [agent, support]) {
    if (!known.includes(invited.email)) await mutate(url, asAdministrator, 'agentInvite', invited)
  }
  const asAgent = await firstLogIn(url, dataDir, 'staff', agent.email)
  await firstLogIn(url, dataDir, 'staff', support.email)
  const contactId = await makeContact(url, asAgent)
  const asClient = await firstLogIn(url, dataDir, 'client', client.email)
  await makeOffers(url, asAgent, contactId)
  await makeWishes(url, asClient)
}

async function makeReasons(url: string, asAdministrator: string): Promise<void> {
  const known = (await listed(url, asAdministrator, 'rejectionReasons', 'text')).map(({ text }) => text)
  for (const text of rejectionReasons) {
    if (!known.includes(text)) await mutate(url, asAdministrator, 'rejectionReasonCreate', { text })
  }
}

async function makeContact(url: string, asAgent: string): Promise<string> {
  const { email, ...names } = client
  await unlessListed(url, asAgent, 'contacts', 'contactCreate', { ...names, emails: [email] })
  const [contact] = await listed(url, asAgent, 'contacts', 'id portalAccount { id } notes { edges { cursor } }')
  const contactId = contact!['id'] as string
  const { edges: notes } = contact!['notes'] as { edges: object[] }
  for (const text of contactNotes.slice(notes.length)) {
    await mutate(url, asAgent, 'contactNoteAdd', { contactId, text })
  }
  if (!contact!['portalAccount']) await mutate(url, asAgent, 'portalAccountCreate', { contactId })
  return contactId
}

async function makeOffers(url: string, asAgent: string, contactId: string): Promise<void> {
  const known = (await listed(url, asAgent, 'properties', 'reference')).map(({ reference }) => reference)
  for (const { street, price, ...given } of properties) {
    if (known.includes(given.reference)) continue
    const address = { street, postalCode: '1011 AB', city: 'Amsterdam', country: 'NL' }
    const more = { address, price: { amount: price, currency: 'EUR' }, timeZone: 'Europe/Amsterdam' }
    await mutate(url, asAgent, 'propertyCreate', { ...given, ...more })
  }
  await unlessListed(url, asAgent, 'deals', 'dealCreate', { contactId })
  const [deal] = await listed(url, asAgent, 'deals', 'id')
  const offers = await listed(url, asAgent, 'offers', 'property { id }')
  const offered = offers.map(({ property }) => (property as { id: string }).id)
  for (const { id } of await listed(url, asAgent, 'properties', 'id')) {
    if (offered.includes(id as string)) continue
    await mutate(url, asAgent, 'offerCreate', { dealId: deal!['id'], propertyId: id })
  }
}

async function makeWishes(url: string, asClient: string): Promise<void> {
  const [offer] = await listed(url, asClient, 'offers', 'property { id }')
  const { id: propertyId } = offer!['property'] as { id: string }
  const date = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  await mutate(url, asClient, 'reactionSet', { propertyId, reaction: 'INTERESTED' })
  await unlessListed(url, asClient, 'viewings', 'viewingRequest', { propertyId, preferredDates: [{ date }] })
  const criteria = { kinds: ['HOUSE'], cities: ['Amsterdam'], features: ['GARDEN'] }
  await unlessListed(url, asClient, 'watches', 'watchCreate', { title: 'A garden in the city', criteria })
  const question = { subject: 'Parking', body: 'Is there a place to park near the canal house?' }
  await unlessListed(url, asClient, 'requests', 'requestSubmit', question)
}

/** Makes the first one of a list. */
async function unlessListed(url: string, token: string, list: string, mutation: string, input: object): Promise<void> {
  if ((await listed(url, token, list, 'id')).length === 0) await mutate(url, token, mutation, input)
}

async function mutate(url: string, token: string, field: string, input: object): Promise<void> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`
  await ask(url, token, `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { message } } }`, { input })
}

async function listed(
  url: string,
  token: string,
  field: string,
  selection: string,
): Promise<Record<string, unknown>[]> {
  const query = `{ list: ${field}(first: 50) { edges { node { ${selection} } } } }`
  const { list } = await ask<{ list: { edges: { node: Record<string, unknown> }[] } }>(url, token, query)
  return list.edges.map(({ node }) => node)
}

/** Logs in with the demo password; the first time with the mailed one, which is then changed. */
async function firstLogIn(url: string, dataDir: string, kind: 'staff' | 'client', email: string): Promise<string> {
  const known = await logIn(url, kind, email, password)
  if (known) return known
  const temporary = await mailedPassword(dataDir, email, (mailed) => logIn(url, kind, email, mailed))
  const change =
    'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { session { accessToken } userErrors { message } } }'
  type Changed = { passwordChange: { session: { accessToken: string } } }
  const { passwordChange } = await ask<Changed>(url, temporary.session, change, {
    input: { currentPassword: temporary.password, newPassword: password },
  })
  return passwordChange.session.accessToken
}

/** An access token, or null when the password is another one. */
async function logIn(url: string, kind: 'staff' | 'client', email: string, tried: string): Promise<string | null> {
  const [field, type, place] =
    kind === 'staff' ? ['staffLogIn', 'StaffLogInInput', 'company'] : ['clientLogIn', 'ClientLogInInput', 'portalKey']
  const query = `mutation ($input: ${type}!) { logIn: ${field}(input: $input) { session { accessToken } } }`
  const input = { [place!]: company.handle, email, password: tried }
  const { logIn } = await ask<{ logIn: { session: { accessToken: string } | null } }>(url, null, query, { input })
  return logIn.session?.accessToken ?? null
}
