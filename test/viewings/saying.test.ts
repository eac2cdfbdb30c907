import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import * as interest from '../../subgraphs/viewings/interest/interest.ts'
import { groupOf } from '../../subgraphs/viewings/offer/offer.ts'
import * as rating from '../../subgraphs/viewings/rating/rating.ts'

const now = new Date('2026-03-02T12:00:00Z')
const about = { contactId: newId('contact'), propertyId: newId('property') }
const nothing = interest.silent(newId('company'), newId('interest'), about)

describe('the group of an offer (VIE-2)', () => {
  it.each([
    [null, false, 'TO_RATE'],
    ['INTERESTED', false, 'INTERESTED'],
    ['REJECTED', false, 'REJECTED'],
    [null, true, 'VISITED'],
    ['INTERESTED', true, 'VISITED'],
    ['REJECTED', true, 'REJECTED'],
  ] as const)('of one who said %s, visited: %s, is %s', (reaction, hasVisited, group) => {
    expect(groupOf(reaction, hasVisited)).toBe(group)
  })
})

describe('a reason in one’s own words (VIE-3)', () => {
  it.each(['no!', ' no! ', '👎👎👎', 'não', 'x'.repeat(500), '👍'.repeat(500)])('may be “%s”', (text) => {
    expect(interest.reasons([], text)).toEqual([{ rejectionReasonId: null, text: text.trim() }])
  })

  it.each(['no', '👎👎', ' a '])('may not be “%s”', (text) => {
    expect(() => interest.reasons([], text)).toThrow('This has at least 3 characters.')
  })

  it('has an end', () => {
    expect(() => interest.reasons([], '👍'.repeat(501))).toThrow('This has at most 500 characters.')
  })
})

describe('the same again', () => {
  it('is nothing new, in whatever order the reasons stand (VIE-3, VIE-4)', () => {
    const [dark, loud] = ['Too dark', 'Too loud'].map((text) => ({ rejectionReasonId: null, text }))
    const rejected = { ...nothing, ...interest.react(nothing, 'REJECTED', [dark!, loud!], now)!.change }
    expect(interest.react(rejected, 'REJECTED', [loud!, dark!], now)).toBeNull()
    expect(interest.react(rejected, 'REJECTED', [dark!], now)).toMatchObject({
      what: 'REJECTED',
      change: { version: 2 },
    })
    expect(interest.clear(nothing)).toBeNull()
    expect(rating.clear(nothing)).toBeNull()
    const rated = { ...nothing, ...rating.rate(nothing, 3, now)!.change }
    expect(rating.rate(rated, 3, now)).toBeNull()
  })
})

describe('a rating (VIE-4)', () => {
  it.each([0, 6, 2.5, -1, NaN, Infinity])('is not %s', (given) => {
    expect(() => rating.rate(nothing, given, now)).toThrow('A rating is a whole number from 1 to 5.')
  })

  it.each([1, 2, 3, 4, 5])('is %s', (given) => {
    expect(rating.rate(nothing, given, now)).toMatchObject({ change: { rating: given, ratedAt: now, version: 1 } })
  })
})
