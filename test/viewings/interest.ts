import type { Person } from '../support/person.ts'
import type { Edges, Id, Refused } from './brokerage.ts'

/** A reason as it was given. */
export interface Reason {
  readonly rejectionReasonId: string | null
  readonly text: string
}
/** An entry of the history. */
export interface Said {
  readonly change: string
  readonly reasons: readonly Reason[]
  readonly rating: number | null
  readonly byId: string
  readonly at: string
  readonly version: number
}
/** An offer, as far as its contact’s interest goes. */
export interface Interest extends Id {
  readonly group: string
  readonly reaction: { readonly kind: string; readonly reasons: readonly Reason[]; readonly at: string } | null
  readonly rating: number | null
  readonly viewing: (Id & { readonly status: string }) | null
  readonly reactions: Edges<Said>
}
/** What a mutation of these answers. */
export type Answered = Refused & {
  readonly property: Id | null
  readonly offer: (Id & { readonly group: string }) | null
}

const SHOWN = `id group reaction { kind at reasons { rejectionReasonId text } } rating viewing { id status }
  reactions { edges { node { change rating byId at version reasons { rejectionReasonId text } } } }`

/** What a client says by a mutation of this name. */
export async function say(by: Person, name: string, input: object): Promise<Answered> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const shown = /^favourite/.test(name) ? '' : 'offer { id group }'
  const { payload } = await by.ask<{ payload: Answered }, object>(
    `mutation ($input: ${type}!) { payload: ${name}(input: $input) { property { id } ${shown} userErrors { code path } } }`,
    { input },
  )
  return payload
}
/** What is known of a contact’s interest, by an offer to them. */
export async function interest(by: Person, id: string): Promise<Interest | null> {
  const { offer: found } = await by.ask<{ offer: Interest | null }, object>(
    `query ($id: ID!) { offer(id: $id) { ${SHOWN} } }`,
    { id },
  )
  return found
}
