import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import {
  assign,
  makeProperty,
  mutate,
  openBrokerage,
  openProduct,
  refusal,
  type Brokerage,
  type Time,
} from './brokerage.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
}, 120_000)
afterAll(() => app.stop())

const hour = (startsAt: string) => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
})
async function book(contactId: string, propertyId: string, by = agent): Promise<string> {
  const preferredDates = [{ date: '2026-03-10' }]
  const { viewing } = await mutate(by, 'Book', { contactId, propertyId, preferredDates })
  return viewing!.id
}
const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make))

describe('a slot that many want', () => {
  it('goes to one of 100 at once; the others get free alternatives (VIE-8)', async () => {
    const contacts = await many(10, () => ours.contact(agent))
    const properties = await many(10, () => makeProperty(agent))
    const viewings = await Promise.all(
      contacts.flatMap((contactId) => properties.map((propertyId) => book(contactId, propertyId))),
    )
    expect(new Set(viewings).size).toBe(100)

    const wanted = hour('2026-03-10T14:00:00Z')
    const answers = await Promise.all(viewings.map((viewingId) => mutate(agent, 'Confirm', { viewingId, ...wanted })))
    expect(answers.filter(({ viewing }) => viewing?.status === 'CONFIRMED')).toHaveLength(1)
    const losers = answers.filter(({ viewing }) => !viewing)
    expect(losers).toHaveLength(99)
    for (const loser of losers) {
      expect(loser.userErrors).toEqual([
        {
          __typename: 'SlotTaken',
          code: 'SLOT_TAKEN',
          path: ['input', 'startsAt'],
          alternatives: [hour('2026-03-10T13:00Z'), hour('2026-03-10T15:00Z'), hour('2026-03-10T12:45Z')],
        },
      ])
    }
    const taken = answers.filter(({ viewing }) => viewing).map(({ viewing }) => viewing as unknown as Time)
    const alternatives = losers.flatMap(({ userErrors }) => userErrors[0]!.alternatives!)
    expect(alternatives).toHaveLength(3 * 99)
    // All that was ever agreed on in this calendar: what overlaps none of it was free when it was read.
    expect(taken).toHaveLength(1)
    for (const { startsAt, endsAt } of alternatives) {
      expect(taken.some((other) => startsAt < other.endsAt && other.startsAt < endsAt)).toBe(false)
    }
  }, 60_000)

  it('leaves an alternative that can be taken (VIE-8)', async () => {
    const [one, other] = [await ours.contact(agent), await ours.contact(agent)]
    const propertyId = await makeProperty(agent)
    await mutate(agent, 'Confirm', { viewingId: await book(one, propertyId), ...hour('2026-03-11T09:00Z') })
    const viewingId = await book(other, propertyId)
    const refused = await mutate(agent, 'Confirm', { viewingId, ...hour('2026-03-11T09:30Z') })
    const [alternative] = refused.userErrors[0]!.alternatives!
    expect(alternative).toEqual(hour('2026-03-11T10:00Z'))
    expect(refusal(await mutate(agent, 'Confirm', { viewingId, ...alternative }))).toBe('')
  })
})

describe('two viewings that overlap', () => {
  it('are refused for the same agent, property or contact, and only there (VIE-8)', async () => {
    const colleague = await ours.join('AGENT')
    const [mine, theirs] = [await ours.contact(agent), await ours.contact(colleague)]
    const [house, flat, barn] = await many(3, () => makeProperty(agent))
    const first = await book(mine, house!)
    const late = hour('2026-03-12T10:59:59.999Z')
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: first, ...hour('2026-03-12T10:00Z') }))).toBe('')

    const sameProperty = await book(theirs, house!, colleague)
    expect(refusal(await mutate(colleague, 'Confirm', { viewingId: sameProperty, ...late }))).toMatch(/^SLOT_TAKEN/)
    const sameAgent = await book(await ours.contact(agent), flat!)
    expect(refusal(await mutate(agent, 'Confirm', { viewingId: sameAgent, ...late }))).toMatch(/^SLOT_TAKEN/)

    await assign(ours.admin, mine, colleague)
    await app.host.caughtUp()
    const sameContact = await book(mine, flat!, colleague)
    expect(refusal(await mutate(colleague, 'Confirm', { viewingId: sameContact, ...late }))).toMatch(/^SLOT_TAKEN/)

    const noneOfThem = await book(theirs, barn!, colleague)
    expect(refusal(await mutate(colleague, 'Confirm', { viewingId: noneOfThem, ...late }))).toBe('')
    const after = await mutate(agent, 'Confirm', { viewingId: sameAgent, ...hour('2026-03-12T11:00Z') })
    expect(refusal(after)).toBe('')
  })

  it('are refused for a move, too, which then changes nothing; into its own time it may move (VIE-7, VIE-8)', async () => {
    const contactId = await ours.contact(agent)
    const [house, flat] = await many(2, () => makeProperty(agent))
    const [one, other] = [await book(contactId, house!), await book(contactId, flat!)]
    await mutate(agent, 'Confirm', { viewingId: one, ...hour('2026-03-13T10:00Z') })
    await mutate(agent, 'Confirm', { viewingId: other, ...hour('2026-03-13T12:00Z') })
    const refused = await mutate(agent, 'Reschedule', { viewingId: one, ...hour('2026-03-13T11:30Z') })
    expect(refused.userErrors[0]!.alternatives![0]).toEqual(hour('2026-03-13T11:00Z'))
    const moved = await mutate(agent, 'Reschedule', { viewingId: one, ...hour('2026-03-13T10:30Z') })
    expect(moved.viewing).toMatchObject({ ...hour('2026-03-13T10:30Z'), version: 3 })
  })
})
