import { question } from '../../subgraphs/kernel/ask.ts'
import { newId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import type { App } from '../support/app.ts'

const REGISTER = question<{ leadRegister: { contact: { id: string } } }, object>(
  'mutation ($input: LeadRegisterInput!) { leadRegister(input: $input) { contact { id } } }',
)

/** A lead that waits for its review, as accounts has one made of whoever registers; its account is nobody's. */
export async function registerLead(app: App, company: CompanyId, responsibleAgentId: string): Promise<string> {
  const { services } = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const person = { firstName: 'Noor', lastName: 'Newcomer', email: 'newcomer@example.com', language: 'nl' }
  const input = { accountId: newId('account'), ...person, responsibleAgentId }
  const asker = { actor: { kind: 'service', company } as const, requestId: 'lead' }
  const { leadRegister } = await services.ask('contacts', REGISTER, { input }, asker)
  return leadRegister.contact.id
}
