import { parseValue } from 'graphql'
import { describe, expect, it } from 'vitest'
import { DateTime, NonNegativeInt } from '../../subgraphs/kernel/scalars.ts'

describe('an instant', () => {
  it('is read as RFC 3339 text and given out in UTC with milliseconds', () => {
    const read = DateTime.parseValue('2026-03-29T16:30:00+02:00')
    expect(read).toEqual(new Date('2026-03-29T14:30:00Z'))
    expect(DateTime.serialize(read)).toBe('2026-03-29T14:30:00.000Z')
  })

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '2026-02-30T00:00:00Z', 'tomorrow', 4711])(
    'that PostgreSQL could not keep, or that is none, is refused: %s',
    (value) => {
      expect(() => DateTime.parseValue(value)).toThrow()
    },
  )
})

describe('a whole number', () => {
  it.each([0, 7, 45_000_000, Number.MAX_SAFE_INTEGER])('is taken as it is: %s', (value) => {
    expect(NonNegativeInt.parseValue(value)).toBe(value)
    expect(NonNegativeInt.parseLiteral(parseValue(String(value)))).toBe(value)
  })

  it.each([1.5, '12', '1e3', [5], -1, 2 ** 53, true, null])('is never made of something else: %s', (value) => {
    expect(() => NonNegativeInt.parseValue(value)).toThrow('whole number')
  })

  it.each(['1.9', '"12"', '-1', '9007199254740992'])('nor of another literal: %s', (text) => {
    expect(() => NonNegativeInt.parseLiteral(parseValue(text))).toThrow('whole number')
  })
})
