import { expect } from 'vitest'
import { question } from '../../subgraphs/kernel/ask.ts'
import { newId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { codes, type List, type Refused } from '../accounts/office.ts'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'

/** A client of this contact does something, as one does whose token names it. */
export async function doAsClient(
  app: App,
  company: CompanyId,
  part: 'viewings' | 'tickets',
  contact: ContactId,
  mutation: string,
): Promise<void> {
  const { services } = app.host.open.find((open) => open.subgraph.name === 'accounts')!
  const who = { account: newId('account'), contact, session: newId('session'), blocks: [] }
  const document = question<Record<string, Refused>, object>(`mutation { done: ${mutation} { userErrors { code } } }`)
  const asker = { actor: { kind: 'client', company, ...who } as const, requestId: 'client' }
  const { done } = await services.ask(part, document, {}, asker)
  expect(codes(done!)).toEqual([])
}

/** All that hangs on a contact in other parts of the product. */
export async function hangingOn(by: Person, id: string) {
  type Hanging = {
    deals: List<{ offers: List<{ id: string; group: string; property: { id: string } }> }>
    viewings: List<{ id: string; status: string }>
    watches: List<object>
    likedProperties: List<{ property: { id: string }; isInterested: boolean }>
    tickets: List<object>
  }
  const { contact } = await by.ask<{ contact: Hanging }, object>(
    `query ($id: ID!) { contact(id: $id) {
      deals { edges { node { offers { edges { node { id group property { id } } } } } } }
      viewings { edges { node { id status } } } watches { edges { node { id } } }
      likedProperties { edges { node { isInterested property { id } } } } tickets { edges { node { id } } } } }`,
    { id },
  )
  const nodes = <Node>({ edges }: List<Node>) => edges.map(({ node }) => node)
  const offers = nodes(contact.deals).map((deal) => nodes(deal.offers))
  return {
    deals: offers.map((ofDeal) => ofDeal.map((one) => one.id).toSorted()),
    groups: Object.fromEntries(offers.flat().map(({ property, group }) => [property.id, group])),
    viewings: Object.fromEntries(nodes(contact.viewings).map(({ id, status }) => [id, status])),
    watches: nodes(contact.watches).length,
    liked: nodes(contact.likedProperties).map(({ property }) => property.id),
    tickets: nodes(contact.tickets).length,
  }
}
