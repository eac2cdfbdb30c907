import { afterAll, beforeAll, describe, it } from 'vitest'
import { openStreet, stateNames, type StateName, type Street } from './kept-out.ts'
import { isMended } from './mended.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street?.stop())

/** Where one of both hides, changes or outlives the other; all pairs are tried in the long tests. */
const telling: readonly (readonly [StateName, StateName])[] = [
  ['the portal is off', 'a contact without account has it'],
  ['the portal is off', 'the terms are not accepted'],
  ['the key is retired', 'approval is awaited'],
  ['the key is unknown', 'it is in review, as its contact has an account'],
  ['it is not verified, of a contact', 'it is locked'],
  ['it is in review, as its contact has an account', 'it is locked'],
  ['it is disabled', 'it is locked'],
  ['it is disabled', 'the password is to be changed'],
  ['it is locked', 'the mailed password is over'],
  ['it is locked', 'a second factor is asked for'],
  ['a second factor is asked for', 'the mailed password is over'],
  ['the mailed password is over', 'they came by another instance'],
]

describe('somebody who cannot log in', () => {
  it.each(stateNames)('comes in by what the diagnosis names, where %s (ACC-9, ACC-25)', (name) =>
    isMended(street, name),
  )

  it.each(telling)('comes in by what the diagnosis names, where %s and %s (ACC-9, ACC-25)', (one, other) =>
    isMended(street, one, other),
  )
})
