import { question } from '../../subgraphs/kernel/ask.ts'
import { newId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import type { List } from '../accounts/office.ts'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'

export interface Known {
  readonly id: string
  readonly responsibleAgentId: string
}
export interface Registered {
  readonly leadRegister: { readonly contact: Known | null; readonly userErrors: readonly { code: string }[] }
}
export const REGISTER = `mutation ($input: LeadRegisterInput!) {
  leadRegister(input: $input) { contact { id responsibleAgentId } userErrors { code path } } }`
export const OF_ADDRESS = 'query ($email: String!) { contactsOfAddress(email: $email) { id responsibleAgentId } }'
export const register = question<Registered, object>(REGISTER)
export const ofAddress = question<{ contactsOfAddress: readonly Known[] }, object>(OF_ADDRESS)

/** A lead that waits for its review, as accounts has one made of whoever registers; its account is nobody's. */
export async function registerLead(app: App, company: CompanyId, responsibleAgentId: string): Promise<string> {
  const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const person = { firstName: 'Noor', lastName: 'Newcomer', email: 'newcomer@example.com', language: 'nl' }
  const input = { accountId: newId('account'), ...person, responsibleAgentId }
  const asker = { actor: { kind: 'service', company } as const, requestId: 'lead' }
  const { leadRegister } = await services.ask('contacts', register, { input }, asker)
  return leadRegister.contact!.id
}

/** A contact as staff see it. */
export interface Shown {
  readonly id: string
  readonly kind: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly source: string
  readonly version: number
  readonly isPortalUser: boolean
  readonly responsibleAgent: { readonly id: string } | null
  readonly doNotContact: { readonly reason: string; readonly byId: string | null } | null
  readonly review: { readonly state: string; readonly candidates: List<{ id: string }> } | null
  readonly activities: List<{ kind: string; via: string; byId: string | null; aboutId: string | null }>
}
export const shown = `id kind emails phones source version isPortalUser responsibleAgent { id } doNotContact { since reason byId }
  review { state reviewedAt reviewedById candidates { edges { node { id } } } } activities { edges { node { kind via byId aboutId } } }`

export async function readContact(by: Person, id: string): Promise<Shown> {
  const query = `query ($id: ID!) { contact(id: $id) { ${shown} } }`
  return (await by.ask<{ contact: Shown }, object>(query, { id })).contact
}

/** The contacts that one sees, newest first. */
export async function listed(by: Person, filter: object = {}): Promise<string[]> {
  type Listed = { contacts: List<{ id: string }> }
  const query = 'query ($filter: ContactFilter) { contacts(first: 100, filter: $filter) { edges { node { id } } } }'
  const { contacts } = await by.ask<Listed, object>(query, { filter })
  return contacts.edges.map(({ node }) => node.id)
}

/** What accounts says of somebody who has registered. */
export const newcomerTo = (responsibleAgentId: string, email: string, more: object = {}) => ({
  input: {
    accountId: newId('account'),
    firstName: 'Noor',
    lastName: 'Newcomer',
    email,
    language: 'nl',
    responsibleAgentId,
    ...more,
  },
})

/** What stands on a contact's timeline, newest first. */
export const kindsOf = ({ activities }: Shown) => activities.edges.map(({ node }) => node.kind)
