import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, type Actor } from '../../subgraphs/kernel/actor.ts'
import { question } from '../../subgraphs/kernel/ask.ts'
import { newId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import { openOffice, type List, type Office } from '../accounts/office.ts'
import type { Person } from '../support/person.ts'

let office: Office
let agent: Person
let stranger: Person
let company: CompanyId
let administratorId: string

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  stranger = (await office.found('hill-homes')).admin
  type Viewer = { viewer: { company: { id: CompanyId }; agent: { id: string } } }
  const { viewer } = await office.admin.ask<Viewer, object>(
    '{ viewer { ... on StaffViewer { company { id } agent { id } } } }',
  )
  company = viewer.company.id
  administratorId = viewer.agent.id
}, 60_000)
afterAll(() => office?.stop())

interface Known {
  readonly id: string
  readonly responsibleAgentId: string
}
interface Registered {
  readonly leadRegister: { readonly contact: Known | null; readonly userErrors: readonly { code: string }[] }
}
const REGISTER = `mutation ($input: LeadRegisterInput!) {
  leadRegister(input: $input) { contact { id responsibleAgentId } userErrors { code path } } }`
const OF_ADDRESS = 'query ($email: String!) { contactsOfAddress(email: $email) { id responsibleAgentId } }'
const register = question<Registered, object>(REGISTER)
const ofAddress = question<{ contactsOfAddress: readonly Known[] }, object>(OF_ADDRESS)

/** A question of one subgraph to contacts, for itself unless it is for somebody. */
function asked<Answer>(
  document: ReturnType<typeof question<Answer, object>>,
  variables: object,
  by: 'accounts' | 'tickets' = 'accounts',
  actor: Actor = { kind: 'service', company },
): Promise<Answer> {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === by)!
  return services.ask('contacts', document, variables, { actor, requestId: 'lead' })
}

/** What accounts says of somebody who has registered. */
const newcomer = (email: string, more: object = {}) => ({
  input: {
    accountId: newId('account'),
    firstName: 'Noor',
    lastName: 'Newcomer',
    email,
    language: 'nl',
    responsibleAgentId: administratorId,
    ...more,
  },
})

describe('somebody who registers', () => {
  it('is looked for by their address, whatever its case, in their company only (ACC-8)', async () => {
    const emails = ['mail@example.com', 'Kim@Example.com']
    const [one, other] = [
      await office.contact(agent, { lastName: 'One', emails }),
      await office.contact(office.admin, { lastName: 'Other', emails: ['kim@example.com'] }),
    ]
    await office.contact(stranger, { lastName: 'Theirs', emails })
    const { contactsOfAddress } = await asked(ofAddress, { email: 'KIM@example.com' })
    expect(contactsOfAddress.map(({ id }) => id)).toEqual([one, other])
    expect(contactsOfAddress[1]).toEqual({ id: other, responsibleAgentId: administratorId })
    expect(await asked(ofAddress, { email: 'nobody@example.com' })).toEqual({ contactsOfAddress: [] })
  })

  it('becomes one lead, however often and at once it is asked for (ACC-8, CON-4)', async () => {
    const given = newcomer('noor@example.com', { phone: '+31 20 1234567' })
    const [made, ...again] = await Promise.all([1, 2, 3, 4].map(() => asked(register, given)))
    expect(made).toMatchObject({ leadRegister: { contact: { responsibleAgentId: administratorId }, userErrors: [] } })
    for (const one of again) expect(one).toEqual(made)

    const { id } = made!.leadRegister.contact!
    type Told = { contact: { activities: List<object> } }
    const { contact } = await office.admin.ask<Told, object>(
      `query ($id: ID!) { contact(id: $id) { kind firstName emails phones language
        activities { edges { node { kind via byId aboutId } } } } }`,
      { id },
    )
    const { accountId, firstName, language } = given.input
    expect(contact).toMatchObject({ kind: 'LEAD', firstName, language })
    expect(contact).toMatchObject({ emails: ['noor@example.com'], phones: ['+31 20 1234567'] })
    expect(contact.activities.edges).toEqual([
      { node: { kind: 'LEAD_REGISTERED', via: 'PORTAL', byId: accountId, aboutId: accountId } },
    ])
  })

  it('is refused as a contact would be (ACC-8)', async () => {
    const refused = { 'firstName lastName': 'NAME_MISSING', email: 'EMAIL_INVALID', accountId: 'NOT_FOUND' }
    for (const [fields, code] of Object.entries(refused)) {
      const more = Object.fromEntries(fields.split(' ').map((field) => [field, '']))
      expect((await asked(register, newcomer('noor@example.com', more))).leadRegister).toMatchObject({
        contact: null,
        userErrors: [{ code }],
      })
    }
  })

  it('is looked for and made a lead by accounts alone (ACC-8, ACC-9)', async () => {
    const service: Actor = { kind: 'service', company }
    const person: Actor = {
      kind: 'client',
      company,
      account: newId('account'),
      contact: newId('contact'),
      session: newId('session'),
      blocks: [],
    }
    for (const [by, actor] of [
      ['tickets', service],
      ['accounts', person],
      ['accounts', anonymous],
    ] as const) {
      const refused = { extensions: { code: 'FORBIDDEN', reason: 'SERVICES_ONLY' } }
      await expect(asked(register, newcomer('noor@example.com'), by, actor)).rejects.toMatchObject(refused)
      await expect(asked(ofAddress, { email: 'noor@example.com' }, by, actor)).rejects.toMatchObject(refused)
    }
    for (const [document, variables] of [
      [REGISTER, newcomer('noor@example.com')],
      [OF_ADDRESS, { email: 'noor@example.com' }],
    ] as const) {
      const { errors } = await office.admin.send(document, variables)
      expect(errors![0]!.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
    }
  })
})
