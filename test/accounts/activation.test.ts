import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activateVerified, type Verified } from '../../subgraphs/accounts/activation/commands.ts'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import type { CompanyId } from '../../subgraphs/kernel/ids.ts'
import { openContext } from '../../subgraphs/kernel/open-context.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { mailTo } from '../support/mails.ts'
import type { Person } from '../support/person.ts'
import { openOffice, type Office } from './office.ts'

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
