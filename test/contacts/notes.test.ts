import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import { codes, openOffice, type List, type Office, type Refused } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { agentIdOf } from '../viewings/brokerage.ts'
import { registerLead } from './lead.ts'

let office: Office
let agent: Person
let other: Person
let support: Person
beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  other = await office.staff('AGENT', 'other@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
}, 60_000)
afterAll(() => office?.stop())

interface Note {
  readonly id: string
  readonly text: string
  readonly version: number
  readonly editedAt: string | null
  readonly author: { readonly id: string }
}
interface Done extends Refused {
  readonly note?: Note | null
  readonly contact?: { readonly id: string } | null
  readonly cursor: string | null
}
const shown = 'id text version at editedAt author { id }'

async function write(by: Person, verb: 'Add' | 'Update' | 'Delete', input: object): Promise<Done> {
  const payload = verb === 'Delete' ? 'contact { id }' : `note { ${shown} }`
  const document = `mutation ($input: ContactNote${verb}Input!) { done: contactNote${verb}(input: $input) {
    ${payload} userErrors { code path } cursor } }`
  return (await by.ask<{ done: Done }, object>(document, { input })).done
}
async function add(by: Person, contactId: string, text: string): Promise<Note> {
  const { note, userErrors } = await write(by, 'Add', { contactId, text })
  expect(userErrors).toEqual([])
  return note!
}

interface Shown {
  readonly notes: List<Note>
  readonly activities: List<{ kind: string; via: string; byId: string | null; aboutId: string | null }>
}
async function read(by: Person, id: string): Promise<Shown> {
  const query = `query ($id: ID!) { contact(id: $id) { notes { edges { node { ${shown} } } }
    activities { edges { node { kind via byId aboutId } } } } }`
  return (await by.ask<{ contact: Shown }, object>(query, { id })).contact
}
const textsOf = ({ notes }: Shown) => notes.edges.map(({ node }) => node.text)

async function fetched(by: Person, id: string): Promise<unknown> {
  const query = `query ($id: ID!) { node(id: $id) { id ... on ContactNote { text contact { id } } } }`
  return (await by.ask<{ node: unknown }, object>(query, { id })).node
}

describe('a note about a contact', () => {
  it('stands newest first, and on the timeline with who wrote it and through what (CON-1, CON-3)', async () => {
    const contactId = await office.contact(agent, { lastName: 'Noted' })
    const first = await add(agent, contactId, '  Has a dog.\n\nAsk for\u200b a\tgarden. ')
    expect(first).toMatchObject({ text: 'Has a dog.\n\nAsk for a garden.', version: 1, editedAt: null })
    expect(first.author).toEqual({ id: await agentIdOf(agent) })
    const second = await add(office.admin, contactId, 'Called back.')
    const contact = await read(agent, contactId)
    expect(textsOf(contact)).toEqual([second.text, first.text])
    const [adminId, agentId] = [await agentIdOf(office.admin), await agentIdOf(agent)]
    expect(contact.activities.edges.map(({ node }) => node)).toEqual([
      { kind: 'NOTE_ADDED', via: 'STAFF', byId: adminId, aboutId: second.id },
      { kind: 'NOTE_ADDED', via: 'STAFF', byId: agentId, aboutId: first.id },
      { kind: 'CONTACT_CREATED', via: 'STAFF', byId: agentId, aboutId: null },
    ])
    expect(await fetched(agent, first.id)).toEqual({ id: first.id, text: first.text, contact: { id: contactId } })
  })

  it('has 1 to 5,000 characters that can be seen (CON-3)', async () => {
    const contactId = await office.contact(agent, { lastName: 'Measured' })
    for (const [text, code] of [
      [' \n\u200b\u2060', 'TEXT_MISSING'],
      ['x'.repeat(5_001), 'TEXT_TOO_LONG'],
    ] as const) {
      expect(await write(agent, 'Add', { contactId, text })).toMatchObject({
        note: null,
        userErrors: [{ code, path: ['input', 'text'] }],
      })
    }
    for (const text of ['x', '🏡'.repeat(5_000)]) await add(agent, contactId, ` ${text}\n`)
    expect(textsOf(await read(agent, contactId)).map((text) => [...text].length)).toEqual([5_000, 1])
  })

  it('is edited and deleted by who wrote it and by administrators, as they have read it (CON-3)', async () => {
    const contactId = await office.contact(agent, { lastName: 'Edited' })
    const own = await add(agent, contactId, 'Two rooms.')
    const theirs = await add(office.admin, contactId, 'Three rooms.')
    for (const [verb, more] of [
      ['Update', { text: 'Four rooms.' }],
      ['Delete', {}],
    ] as const) {
      const refused = await write(agent, verb, { contactNoteId: theirs.id, ...more })
      expect(refused.userErrors).toEqual([{ code: 'NOTE_OF_ANOTHER', path: ['input', 'contactNoteId'] }])
    }
    const edit = (by: Person, text: string, expectedVersion: number) =>
      write(by, 'Update', { contactNoteId: own.id, text, expectedVersion })
    expect(await edit(agent, 'Two large rooms.', 1)).toMatchObject({
      note: { text: 'Two large rooms.', version: 2, editedAt: expect.any(String), author: own.author },
      cursor: expect.any(String),
    })
    expect((await edit(office.admin, 'Two small rooms.', 2)).note).toMatchObject({ version: 3, author: own.author })
    // What changes nothing counts as no change.
    expect((await edit(agent, ' Two small rooms.', 3)).note).toMatchObject({ version: 3 })
    expect(codes(await edit(agent, 'One room.', 1))).toEqual(['VERSION_MISMATCH'])
    expect(await write(office.admin, 'Delete', { contactNoteId: own.id })).toMatchObject({ contact: { id: contactId } })
    for (const by of [agent, office.admin]) {
      expect(codes(await write(by, 'Delete', { contactNoteId: own.id }))).toEqual(['NOT_FOUND'])
    }
    const contact = await read(agent, contactId)
    expect(textsOf(contact)).toEqual(['Three rooms.'])
    expect(contact.activities.edges.map(({ node }) => node.kind)).toEqual([
      'NOTE_ADDED',
      'NOTE_ADDED',
      'CONTACT_CREATED',
    ])
  })

  it('is for those alone who see the contact as staff (CON-3)', async () => {
    const client = await office.client(agent, 'noted@example.com')
    const { portalAccount } = await office.admin.ask<{ portalAccount: { contact: { id: string } } }, object>(
      'query ($id: ID!) { portalAccount(id: $id) { contact { id } } }',
      { id: client.accountId },
    )
    const contactId = portalAccount.contact.id
    const { id } = await add(agent, contactId, 'Pays late.')
    for (const by of [other, support, client, office.visitor]) expect(await fetched(by, id)).toBeNull()
    expect(await write(other, 'Add', { contactId, text: 'Mine.' })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', path: ['input', 'contactId'] }],
    })
    for (const [by, reason] of [
      [client, 'STAFF_ONLY'],
      [support, 'ROLE'],
    ] as const) {
      const document = 'mutation ($id: ID!) { contactNoteAdd(input: { contactId: $id, text: "x" }) { note { id } } }'
      const { errors } = await by.send(document, { id: contactId })
      expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason })
    }
    const { data, errors } = await client.send<{ contact: Shown }, object>(
      'query ($id: ID!) { contact(id: $id) { displayName notes { edges { node { text } } } } }',
      { id: contactId },
    )
    expect(data!.contact.notes).toBeNull()
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })

    // Who asked something SUPPORT may read, with what is written about them.
    await client.ask('mutation { requestSubmit(input: { subject: "Keys", body: "Where?" }) { userErrors { code } } }')
    await eventually(async () => expect(textsOf(await read(support, contactId))).toEqual(['Pays late.']))
    expect(await fetched(support, id)).toMatchObject({ text: 'Pays late.' })

    // Their own notes are out of sight, too, once the contact is another agent's.
    const assign = 'mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { userErrors { code } } }'
    await office.admin.ask(assign, { input: { contactId, responsibleAgentId: await agentIdOf(other) } })
    expect(codes(await write(agent, 'Delete', { contactNoteId: id }))).toEqual(['NOT_FOUND'])
    expect(codes(await write(other, 'Delete', { contactNoteId: id }))).toEqual(['NOTE_OF_ANOTHER'])
    expect(await fetched(agent, newId('contact_note'))).toBeNull()
  })

  it('follows whom it is about into the contact that they are (CON-3, CON-4)', async () => {
    type Viewer = { viewer: { company: { id: CompanyId } } }
    const { viewer } = await office.admin.ask<Viewer, object>('{ viewer { ... on StaffViewer { company { id } } } }')
    const lead = await registerLead(office.app, viewer.company.id, await agentIdOf(office.admin))
    const into = await office.contact(agent, { lastName: 'Known' })
    await add(agent, into, 'Known for long.')
    const { id } = await add(office.admin, lead, 'Registered by themselves.')
    const merge = 'mutation ($input: ContactMergeInput!) { done: contactMerge(input: $input) { userErrors { code } } }'
    const input = { contactId: lead, intoContactId: into }
    expect(codes((await office.admin.ask<{ done: Refused }, object>(merge, { input })).done)).toEqual([])
    expect(textsOf(await read(agent, into))).toEqual(['Registered by themselves.', 'Known for long.'])
    expect(await fetched(agent, id)).toMatchObject({ contact: { id: into } })
    expect((await write(office.admin, 'Update', { contactNoteId: id, text: 'Registered.' })).note).toMatchObject({ id })
    await add(agent, lead, 'By the former id.')
    expect(textsOf(await read(agent, into))[0]).toBe('By the former id.')
  })
})
