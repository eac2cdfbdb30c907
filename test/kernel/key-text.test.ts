import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { beginningOf, isKeyText, newKeyText, readKeyText } from '../../subgraphs/kernel/key-text.ts'

const make = () => {
  const [company, id] = [newId('company'), newId('api_key')]
  return { company, id, ...newKeyText(company, id) }
}

describe('the text of an API key (ACC-29)', () => {
  it('names its company, itself and its secret by a hash, and begins with what is no secret', () => {
    const { text, hash, company, id } = make()
    expect(readKeyText(text)).toEqual({ company, id, hash })
    expect(text.startsWith(`${beginningOf(company, id)}_`)).toBe(true)
    expect(text).not.toContain(hash)
    expect(isKeyText(text)).toBe(true)
    // The page about it promises this form to whoever scans for lost keys.
    expect(text).toMatch(/^portico_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-9a-hjkmnp-tv-z]{39}$/)
  })

  it('is a new one for each key, in all of its digits', () => {
    const secrets = Array.from({ length: 200 }, () => make().text.slice(-39, -7))
    expect(new Set(secrets).size).toBe(200)
    for (let place = 0; place < 32; place++) expect(new Set(secrets.map((one) => one[place])).size).toBeGreaterThan(20)
  })

  it('is known to be wrong without asking anybody when a character is missing, changed or too many', () => {
    const { text } = make()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'0123456789abcxyz_A-'), (place, digit) => {
        const changed = text.slice(0, place) + digit + text.slice(place + 1)
        expect(readKeyText(changed) !== null).toBe(changed === text)
        expect(readKeyText(text.slice(0, place) + text.slice(place + 1))).toBeNull()
        expect(readKeyText(text.slice(0, place) + digit + text.slice(place))).toBeNull()
      }),
    )
  })
})
