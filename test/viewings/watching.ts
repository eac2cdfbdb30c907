import type { Person } from '../support/person.ts'
import type { Edges, Id, Refused } from './brokerage.ts'

/** A watch with what it has found, as its reader sees it. */
export interface Watch extends Id {
  readonly version: number
  readonly isPaused: boolean
  readonly matches: Edges<{ readonly matchedAt: string; readonly property: Id | null }>
}
/** What a mutation of watches answers. */
export type Changed = Refused & { readonly watch: Watch | null; readonly watchId?: string }

const shown = 'id title isPaused version matches { edges { node { matchedAt property { id } } } }'

/** A mutation of watches by its name. */
export async function change(by: Person, what: 'Create' | 'Update' | 'Pause' | 'Resume' | 'Delete', input: object) {
  const field = what === 'Delete' ? 'watchId' : `watch { ${shown} }`
  const data = await by.ask<Record<string, Changed>, object>(
    `mutation ($input: Watch${what}Input!) { watch${what}(input: $input) { ${field} userErrors { code path } } }`,
    { input },
  )
  return data[`watch${what}`]!
}

/** One watch as its reader sees it. */
export async function read(by: Person, id: string): Promise<Watch | null> {
  const query = `query ($id: ID!) { watch(id: $id) { ${shown} } }`
  return (await by.ask<{ watch: Watch | null }, object>(query, { id })).watch
}

/** Whether somebody sees a property. */
export async function sees(by: Person, propertyId: string): Promise<boolean> {
  const query = 'query ($id: ID!) { property(id: $id) { id } }'
  return (await by.ask<{ property: Id | null }, object>(query, { id: propertyId })).property !== null
}

/** A mutation of properties that must succeed; the property's id. */
export async function changeProperty(by: Person, what: 'Create' | 'Update' | 'Withdraw' | 'Restore', input: object) {
  const data = await by.ask<Record<string, Refused & { property: Id | null }>, object>(
    `mutation ($input: Property${what}Input!) { property${what}(input: $input) { property { id } userErrors { code path } } }`,
    { input },
  )
  const { property, userErrors } = data[`property${what}`]!
  if (!property) throw new Error(`It was refused: ${JSON.stringify(userErrors)}`)
  return property.id
}
