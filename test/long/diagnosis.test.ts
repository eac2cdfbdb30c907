import { afterAll, beforeAll, describe, it } from 'vitest'
import { canBeBoth, openStreet, stateNames, stateOf, type Street } from '../accounts/kept-out.ts'
import { isMended } from '../accounts/mended.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street?.stop())

const pairs = stateNames.flatMap((one, index) =>
  stateNames
    .slice(index + 1)
    .filter((other) => canBeBoth(stateOf(one), stateOf(other)))
    .map((other) => [one, other] as const),
)

describe('somebody who cannot log in for two reasons', () => {
  it.each(pairs)('comes in by what the diagnosis names, where %s and %s (ACC-9, ACC-25)', (one, other) =>
    isMended(street, one, other),
  )
})
