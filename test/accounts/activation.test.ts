import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { activateVerified, type Verified } from '../../subgraphs/accounts/activation/commands.ts'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import { uuidOf, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { openContext } from '../../subgraphs/kernel/open-context.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { listed, readContact } from '../contacts/lead.ts'
import { eventually } from '../support/eventually.ts'
import { mailTo } from '../support/mails.ts'
import type { Person } from '../support/person.ts'
import { codes, openOffice, type Office } from './office.ts'
import { drafted, registered, registering, setRegistration } from './people.ts'

let office: Office
let agent: Person
let services: Services
let company: CompanyId
let ids: { admin: string; agent: string }

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  services = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  const viewer = async (who: Person) =>
    (
      await who.ask<{ viewer: { agent: { id: string }; company: { id: CompanyId } } }, object>(
        '{ viewer { ... on StaffViewer { agent { id } company { id } } } }',
      )
    ).viewer
  const ofAdmin = await viewer(office.admin)
  company = ofAdmin.company.id
  ids = { admin: ofAdmin.agent.id, agent: (await viewer(agent)).agent.id }
})
afterAll(() => office?.stop())
afterEach(() => vi.restoreAllMocks())

/** Somebody whom another way than a registration has verified. */
function come(email: string, more: Partial<Verified> = {}) {
  const ctx = openContext(services, { actor: anonymous, caller: 'gateway', requestId: 'test' })
  const person = { email, firstName: 'Kim', lastName: 'Waters', language: 'de', location: null }
  return activateVerified(ctx, { company, via: 'SIGN_ON', ...person, ...more })
}

describe('somebody whose address is verified', () => {
  it('becomes the one contact of that address, whatever its case, owned by the contact’s agent (ACC-8)', async () => {
    const contactId = await office.contact(agent, {
      lastName: 'Known',
      emails: ['other@example.com', 'Known@example.com'],
    })
    expect(await come('known@Example.com')).toMatchObject({ status: 'ACTIVE', contactId, ownerId: ids.agent })
  })

  it('becomes a new lead of the administrator where no contact has the address, or several have (ACC-8)', async () => {
    const fresh = await come('fresh@example.com')
    expect(fresh).toMatchObject({ status: 'ACTIVE', ownerId: ids.admin })
    const shared = [1, 2].map(() => office.contact(agent, { lastName: 'Shared', emails: ['shared@example.com'] }))
    const candidates = await Promise.all(shared)
    const { contactId } = await come('shared@example.com')
    expect(candidates).not.toContain(contactId)
    const { contact } = await office.admin.ask<{ contact: object }, object>(
      'query ($id: ID!) { contact(id: $id) { kind lastName emails } }',
      { id: contactId },
    )
    expect(contact).toEqual({ kind: 'LEAD', lastName: 'Waters', emails: ['shared@example.com'] })
  })

  it('gets no second account: it waits for review, and the owner of the first one is mailed (ACC-8)', async () => {
    const emails = ['first@example.com', 'second@example.com']
    const contactId = await office.contact(agent, { lastName: 'Two', emails })
    await agent.ask('mutation ($input: PortalAccountCreateInput!) { portalAccountCreate(input: $input) { cursor } }', {
      input: { contactId, email: emails[0] },
    })
    const draft = await come('second@example.com', { firstName: 'Sam' })
    expect(draft).toMatchObject({
      status: 'DRAFT',
      contactId: null,
      review: 'ALREADY_HAS_ACCOUNT',
      reviewerId: ids.agent,
    })
    const { subject, text } = await mailTo(office.app.dataDir, 'agent@example.com', (mail) =>
      mail.includes('Sam Waters'),
    )
    expect(subject).toBe('A registration at The harbour-homes needs a review')
    expect(text).toContain('Email: second@example.com')
    expect((await come('second@example.com')).id).toBe(draft.id)
  })

  it('has one account, however many come at once (ACC-1, ACC-10)', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => come('crowd@example.com')))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  })
})

describe('somebody who registers', () => {
  beforeAll(() => setRegistration(office.admin, { mode: 'OPEN' }))

  const ownerOf = async (contactId: string) => {
    type Owned = { contact: { portalAccount: { owner: { id: string } } } }
    const query = 'query ($id: ID!) { contact(id: $id) { portalAccount { owner { id } } } }'
    return (await office.admin.ask<Owned, object>(query, { id: contactId })).contact.portalAccount.owner.id
  }
  /** The contacts that there are by it and were not before. */
  async function madeBy(act: () => Promise<unknown>): Promise<string[]> {
    const before = await listed(office.admin)
    await act()
    return (await listed(office.admin)).filter((id) => !before.includes(id))
  }

  it('is looked up once their address is verified, and is a lead to review where nobody has it (ACC-8, CON-4)', async () => {
    const email = 'nobodys@example.com'
    const asked = vi.spyOn(services, 'ask')
    const verify = async (registrationId: string, code: string) =>
      codes(await registering(office.visitor, 'registrationVerify', { registrationId, code }))
    const before = await listed(office.admin)
    const { registrationId, code } = await drafted(office, email)
    expect(await verify(registrationId, code === '000000' ? '111111' : '000000')).toEqual(['CODE_WRONG'])
    expect(asked).not.toHaveBeenCalled()
    expect(await listed(office.admin)).toEqual(before)

    const [lead, ...others] = await madeBy(() => verify(registrationId, code))
    expect([asked.mock.calls.length > 0, others]).toEqual([true, []])
    expect(await readContact(office.admin, lead!)).toMatchObject({
      ...{ kind: 'LEAD', source: 'REGISTRATION', emails: [email], responsibleAgent: { id: ids.admin } },
      ...{ doNotContact: { reason: 'SELF_REGISTRATION' }, review: { state: 'PENDING', candidates: { edges: [] } } },
    })
    expect(await ownerOf(lead!)).toBe(ids.admin)
  })

  it('is a lead that names all whose the address may be, where several have it (ACC-8, CON-4)', async () => {
    const emails = ['both@example.com']
    const both = []
    for (const lastName of ['A', 'B']) both.push(await office.contact(agent, { lastName, emails }))
    const [lead, ...others] = await madeBy(() => registered(office, 'Both@example.com'))
    const { kind, review } = await readContact(office.admin, lead!)
    expect([kind, review!.candidates.edges.map(({ node }) => node.id), others]).toEqual(['LEAD', both, []])
  })

  it('is the administrator’s where their contact was nobody’s (ACC-4, ACC-8)', async () => {
    const email = 'unlooked@example.com'
    const contactId = await office.contact(agent, { lastName: 'Unlooked', emails: [email] })
    await office.app.host.caughtUp()
    const id = uuidOf(contactId as ContactId)
    const contacts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!.services
    await contacts.sql`update contact set responsible_agent_id = null where id = ${id}`
    await services.sql`update client set agent_id = null where contact_id = ${id}`
    expect(await madeBy(() => registered(office, email))).toEqual([])
    expect(await ownerOf(contactId)).toBe(ids.admin)
    await eventually(async () =>
      expect(await readContact(office.admin, contactId)).toMatchObject({ responsibleAgent: { id: ids.admin } }),
    )
  })
})
