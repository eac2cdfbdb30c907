import { expect } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { changePassword, clientLogIn, mailedPassword, staffLogIn, type Place } from '../support/log-in.ts'
import type { Person } from '../support/person.ts'
import * as documents from './documents.ts'

/** A founded company, and who may log in to it. */
export interface Founded {
  readonly handle: string
  readonly portalKey: string
  readonly administrator: { readonly email: string; readonly password: string }
}

/** From the first contact to the solved request, as an agent, a client and the people around them live it. */
export async function journey(place: Place, company: Founded): Promise<void> {
  const administrator = await staffLogIn(
    place,
    company.handle,
    company.administrator.email,
    company.administrator.password,
  )
  const agent = await inviteAndLogIn(place, company, administrator, 'AGENT', 'agent@example.com')
  const support = await inviteAndLogIn(place, company, administrator, 'SUPPORT', 'support@example.com')
  const { client, contactId } = await makePortalUser(place, company, agent)
  const { propertyId } = await offerProperty(agent, client, contactId)
  const viewingId = await viewAndResume(agent, client, propertyId)
  await comeAndWrite(agent, client, viewingId)
  await askAndBeAnswered(support, client)
}

async function inviteAndLogIn(
  place: Place,
  { handle }: Founded,
  administrator: Person,
  role: 'AGENT' | 'SUPPORT',
  email: string,
): Promise<Person> {
  const input = { email, firstName: 'Robin', lastName: role.toLowerCase(), role }
  const { agentInvite } = await administrator.ask(documents.Invite, { input })
  expect(agentInvite).toMatchObject({ agent: { role }, userErrors: [] })
  const temporary = await mailedPassword(place, email)
  return changePassword(await staffLogIn(place, handle, email, temporary), temporary, 'a lantern in the harbour')
}

/** ACC-1 to ACC-4: a contact, its portal account, the mail, and the forced change of password. */
async function makePortalUser(place: Place, { portalKey }: Founded, agent: Person) {
  const email = 'kim@example.com'
  const input = { firstName: 'Kim', lastName: 'Doe', emails: [email], language: 'nl' }
  const { contactCreate } = await agent.ask(documents.CreateContact, { input })
  const contact = contactCreate.contact!
  const agentId = contact.responsibleAgent!.id
  expect(contact).toMatchObject({ displayName: 'Kim Doe', isPortalUser: false })

  const { portalAccountCreate } = await agent.ask(documents.CreateAccount, { contactId: contact.id })
  const account = portalAccountCreate.portalAccount!
  expect(account).toMatchObject({
    status: 'ACTIVE',
    email,
    language: 'nl',
    owner: { id: agentId },
    contact: { id: contact.id, displayName: 'Kim Doe' },
  })
  await eventually(async () => {
    const read = await agent.ask(documents.ReadContact, { id: contact.id })
    expect(read.contact).toMatchObject({ isPortalUser: true, portalAccount: { id: account.id } })
    expect(read.contact!.activities!.edges.map(({ node }) => node)).toEqual([
      { kind: 'ACCOUNT_CREATED', via: 'STAFF', byId: agentId, aboutId: account.id },
      { kind: 'CONTACT_CREATED', via: 'STAFF', byId: agentId, aboutId: null },
    ])
  })

  const temporary = await mailedPassword(place, email)
  const blocked = await clientLogIn(place, portalKey, email, temporary)
  const refused = await blocked.send(documents.ReadOffers)
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'PASSWORD_CHANGE_REQUIRED' })
  const client = await changePassword(blocked, temporary, 'eleven quiet bicycles')
  await expect(clientLogIn(place, portalKey, email, temporary)).rejects.toThrow('CREDENTIALS_INVALID')
  return { client, contactId: contact.id }
}

/** VIE-1, VIE-2: a property, a deal, and the offer that the client finds by itself. */
async function offerProperty(agent: Person, client: Person, contactId: string) {
  const { propertyCreate } = await agent.ask(documents.CreateProperty, {
    input: {
      reference: 'CANAL-7',
      title: 'Canal house with a garden',
      kind: 'HOUSE',
      price: { amount: 45_000_000, currency: 'EUR' },
      address: { street: 'Singel 7', postalCode: '1012 AA', city: 'Amsterdam', country: 'NL' },
      timeZone: morningZone(),
    },
  })
  const propertyId = propertyCreate.property!.id
  const { dealCreate } = await agent.ask(documents.CreateDeal, { contactId })
  expect(dealCreate.deal).toMatchObject({ contact: { displayName: 'Kim Doe' } })
  expect((await client.ask(documents.ReadOffers)).offers!.edges).toEqual([])
  const { offerCreate } = await agent.ask(documents.Offer, { dealId: dealCreate.deal!.id, propertyId })
  expect(offerCreate.userErrors).toEqual([])
  expect((await client.ask(documents.ReadOffers)).offers!.edges).toMatchObject([
    { node: { property: { id: propertyId } } },
  ])
  return { propertyId }
}

/** VIE-6, VIE-7, VIE-8, VIE-13, API-2: request, confirmation, a cut connection, and nothing missed. */
async function viewAndResume(agent: Person, client: Person, propertyId: string): Promise<string> {
  const ofAgent = agent.follow(documents.Follow, {})
  const ofClient = client.follow(documents.Follow, {})
  const opened = [await ofAgent.next(), await ofClient.next()]
  expect(opened.map(({ data }) => data!.viewingChanged.__typename)).toEqual(['StreamOpened', 'StreamOpened'])

  const preferredDates = [inDays(7), inDays(8), inDays(9)].map((date) => ({ date }))
  const { viewingRequest } = await client.ask(documents.RequestViewing, { input: { propertyId, preferredDates } })
  expect(viewingRequest).toMatchObject({ viewing: { status: 'PENDING' }, userErrors: [] })
  const viewingId = viewingRequest.viewing!.id
  expect((await ofAgent.next()).data!.viewingChanged).toMatchObject({ change: 'REQUESTED', viewing: { id: viewingId } })
  expect((await ofClient.next()).data!.viewingChanged).toMatchObject({ change: 'REQUESTED' })

  const confirmed = { viewingId, startsAt: `${inDays(7)}T10:00:00.000Z`, endsAt: `${inDays(7)}T11:00:00.000Z` }
  const { viewingConfirm } = await agent.ask(documents.ConfirmViewing, { input: confirmed })
  expect(viewingConfirm).toMatchObject({ viewing: { status: 'CONFIRMED', outsidePreferred: false }, userErrors: [] })
  const pushed = (await ofClient.next()).data!.viewingChanged
  expect(pushed).toMatchObject({
    change: 'CONFIRMED',
    status: 'CONFIRMED',
    startsAt: confirmed.startsAt,
    cursor: viewingConfirm.cursor,
    viewing: {
      id: viewingId,
      property: { title: 'Canal house with a garden' },
      contact: { displayName: 'Kim Doe' },
      agent: { name: 'Robin agent' },
    },
  })
  expect((await ofAgent.next()).data!.viewingChanged).toMatchObject({ change: 'CONFIRMED' })

  ofClient.cut()
  const moved = { viewingId, startsAt: `${inDays(8)}T10:00:00.000Z`, endsAt: `${inDays(8)}T11:00:00.000Z` }
  const { viewingReschedule } = await agent.ask(documents.RescheduleViewing, { input: moved })
  expect(viewingReschedule.userErrors).toEqual([])
  expect((await ofAgent.next()).data!.viewingChanged).toMatchObject({ change: 'RESCHEDULED', startsAt: moved.startsAt })

  for (const resumed of [
    client.follow(documents.Follow, { after: pushed.cursor }),
    client.followSse(documents.Follow, { after: pushed.cursor }),
  ]) {
    expect((await resumed.next()).data!.viewingChanged).toEqual({ __typename: 'StreamOpened', cursor: pushed.cursor })
    const missed = await resumed.next()
    expect(missed.data!.viewingChanged).toMatchObject({
      change: 'RESCHEDULED',
      startsAt: moved.startsAt,
      viewing: { id: viewingId },
    })
    expect(resumed.waiting).toEqual([])
    resumed.cut()
  }
  ofAgent.cut()
  return viewingId
}

/** VIE-9 to VIE-11: gates that open in time, and what the client writes behind them. */
async function comeAndWrite(agent: Person, client: Person, viewingId: string): Promise<void> {
  const before = await client.ask(documents.ReadGates, { id: viewingId })
  expect(before.viewing).toMatchObject({
    navigation: { __typename: 'GateClosed', reason: 'TOO_EARLY', opensAt: `${inDays(6)}T10:00:00.000Z` },
    journal: { __typename: 'GateClosed', reason: 'TOO_EARLY' },
  })

  const ofClient = client.follow(documents.Follow, {})
  await ofClient.next()
  const [startsAt, endsAt] = [60, 75].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString())
  const moved = await agent.ask(documents.RescheduleViewing, {
    input: { viewingId, startsAt: startsAt!, endsAt: endsAt! },
  })
  expect(moved.viewingReschedule.userErrors).toEqual([])
  expect((await ofClient.next()).data!.viewingChanged).toMatchObject({ change: 'RESCHEDULED', startsAt })
  const opened = [await ofClient.next(), await ofClient.next()].map(({ data }) => data!.viewingChanged)
  expect(opened).toMatchObject([{ gate: 'NAVIGATION' }, { gate: 'JOURNAL' }])
  ofClient.cut()

  const text = 'The light in the kitchen!'
  const { viewingNoteAdd } = await client.ask(documents.WriteNote, { viewingId, text })
  expect(viewingNoteAdd.userErrors).toEqual([])
  const { viewing } = await agent.ask(documents.ReadGates, { id: viewingId })
  expect(viewing).toMatchObject({
    navigation: { __typename: 'NavigationOpen', location: { street: 'Singel 7' } },
    journal: { notes: { edges: [{ node: { text } }] } },
  })
}

/** TIC-1, TIC-3, TIC-4, TIC-7: a request, its two answers, and a note that never leaves the house. */
async function askAndBeAnswered(support: Person, client: Person): Promise<void> {
  const ofClient = client.follow(documents.FollowRequests, {})
  expect((await ofClient.next()).data!.ticketStatusChanged.__typename).toBe('StreamOpened')
  const input = { subject: 'The keys', body: 'When can I have the keys?' }
  const { requestSubmit } = await client.ask(documents.SubmitRequest, { input })
  expect(requestSubmit).toMatchObject({ request: { status: 'OPEN' }, userErrors: [] })
  const ticketId = requestSubmit.request!.id

  const note = await support.ask(documents.AddNote, { ticketId, body: 'The seller is slow.' })
  expect(note.ticketNoteAdd.userErrors).toEqual([])
  for (const status of ['ON_HOLD', 'PENDING', 'SOLVED'] as const) {
    const { ticket } = await support.ask(documents.ReadTicket, { id: ticketId })
    const set = await support.ask(documents.SetStatus, {
      input: { ticketId, status, expectedVersion: ticket!.version },
    })
    expect(set.ticketStatusSet).toMatchObject({ ticket: { status }, userErrors: [] })
  }
  const pending = (await ofClient.next()).data!.ticketStatusChanged
  const solved = (await ofClient.next()).data!.ticketStatusChanged
  expect(pending).toMatchObject({
    requestStatus: 'AWAITING_YOUR_REPLY',
    ticketStatus: null,
    request: { id: ticketId },
    ticket: null,
  })
  expect(solved).toMatchObject({ requestStatus: 'SOLVED', ticketStatus: null, ticket: null })
  expect(ofClient.waiting).toEqual([])
  ofClient.cut()

  const { requests } = await client.ask(documents.ReadRequests)
  expect(requests!.edges).toMatchObject([{ node: { id: ticketId, status: 'SOLVED' } }])
  expect(JSON.stringify(requests)).not.toContain('slow')
}

/** The calendar date some days from now, in UTC. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** A zone in whose day an hour is left, for a viewing of today. */
function morningZone(): string {
  return new Date().getUTCHours() < 12 ? 'Europe/London' : 'Pacific/Honolulu'
}
