import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { person, type Person } from '../support/person.ts'
import { makeProperty } from '../viewings/brokerage.ts'
import { change } from '../viewings/watching.ts'
import { codes, openOffice, type List, type Office } from './office.ts'
import { applicant, drafted, registered, registering, setRegistration } from './people.ts'

interface Watch {
  readonly id: string
  readonly criteria: object
  readonly matches: List<{ readonly property: { readonly id: string } }>
}

let office: Office
let agent: Person
let propertyId: string
beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  await setRegistration(office.admin, { mode: 'OPEN' })
  propertyId = await makeProperty(agent)
})
afterAll(() => office?.stop())

const wanted = {
  transaction: 'SALE',
  kinds: ['HOUSE', 'APARTMENT'],
  price: { min: null, max: 90_000_000_00, currency: 'EUR' },
  cities: ['lisboa'],
}
const start = (input: object) => registering(office.visitor, 'registrationStart', input)
const kept = async () => {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  return services.sql`select criteria from registration_preference`
}
const watchesOf = async (contactId: string) => {
  const query = `query ($id: ID!) { contact(id: $id) { watches { edges { node {
    id criteria { transaction kinds price { min max currency } cities } matches { edges { node { property { id } } } }
  } } } } }`
  const { contact } = await agent.ask<{ contact: { watches: List<Watch> } }, object>(query, { id: contactId })
  return contact.watches.edges.map(({ node }) => node)
}

describe('what somebody looks for who registers', () => {
  it('becomes a watch that finds for them, and that their agent sees, once they have come in (ACC-6, VIE-15)', async () => {
    const email = 'looks@example.com'
    const contactId = await office.contact(agent, { lastName: 'Fields', emails: [email] })
    const { registrationId, code } = await drafted(office, email, { preferences: wanted })
    expect(await kept()).toHaveLength(1)
    expect(await watchesOf(contactId)).toEqual([])
    const { session } = await registering(office.visitor, 'registrationVerify', { registrationId, code })
    expect(session).not.toBeNull()
    const found = [{ node: { property: { id: propertyId } } }]
    await eventually(async () => {
      expect(await watchesOf(contactId)).toMatchObject([{ criteria: wanted, matches: { edges: found } }])
    })
    await eventually(async () => expect(await kept()).toEqual([]))
    const client = person(office.app.url, session!.accessToken)
    const { watches } = await client.ask<{ watches: List<Watch> }, object>(
      '{ watches { edges { node { id matches { edges { node { property { id } } } } } } } }',
    )
    expect(watches.edges).toMatchObject([{ node: { matches: { edges: found } } }])
  })

  it('is refused where no watch could be made of it, in one’s own language, and nothing is kept (ACC-6, ACC-9)', async () => {
    await registered(office, 'known@example.com')
    office.pass({ minutes: 1 })
    const wrong = { price: { min: 2, max: 1, currency: 'EUR' }, cities: ['Faro', ' '] }
    const dutch = person(office.app.url, null, { 'accept-language': 'nl' })
    const answers = await Promise.all(
      ['known@example.com', 'unknown@example.com'].map((email) =>
        registering(dutch, 'registrationStart', applicant(office, email, { preferences: wrong })),
      ),
    )
    expect(answers[0]).toMatchObject({
      registrationId: null,
      userErrors: [
        { code: 'RANGE_REVERSED', path: ['input', 'preferences', 'price', 'max'] },
        {
          code: 'TEXT_MISSING',
          path: ['input', 'preferences', 'cities', '1'],
          message: 'Dit mag niet leeg zijn.',
        },
      ],
    })
    expect(answers[1]).toEqual(answers[0])
    const empty = await start(applicant(office, 'unknown@example.com', { preferences: {} }))
    expect(empty.userErrors).toMatchObject([{ code: 'CRITERIA_MISSING', path: ['input', 'preferences'] }])
    expect(await kept()).toEqual([])
    const good = (email: string) => start(applicant(office, email, { preferences: wanted }))
    expect(codes(await good('known@example.com'))).toEqual([])
    expect(codes(await good('unknown@example.com'))).toEqual([])
    // Each has a draft of its own, with what it said.
    expect(await kept()).toHaveLength(2)
  })

  it('goes with its draft, and is another’s no more who registers anew (ACC-10)', async () => {
    const before = (await kept()).length
    const email = 'replaced@example.com'
    await drafted(office, email, { preferences: wanted })
    office.pass({ minutes: 1 })
    expect(codes(await start(applicant(office, email)))).toEqual([])
    expect(await kept()).toHaveLength(before)
  })

  it('is kept, and tried again, where viewings has no room for it (VIE-15)', async () => {
    const email = 'full@example.com'
    const before = (await kept()).length
    const contactId = await office.contact(agent, { lastName: 'Full', emails: [email] })
    for (let count = 0; count < 20; count++) {
      const { userErrors } = await change(agent, 'Create', { contactId, criteria: { minRooms: count + 1 } })
      expect(userErrors).toEqual([])
    }
    expect(await registered(office, email, { preferences: wanted })).toMatchObject({ state: 'ACTIVE' })
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    await eventually(async () => {
      const failed =
        await services.sql`select 1 from accounts_jobs.jobs where task_identifier = 'registerWatch' and attempts > 0`
      expect(failed).toHaveLength(1)
    })
    expect(await kept()).toHaveLength(before + 1)
    const [{ id } = { id: '' }] = await watchesOf(contactId)
    expect(codes(await change(agent, 'Delete', { watchId: id }))).toEqual([])
    await eventually(async () => expect(await kept()).toHaveLength(before))
    expect((await watchesOf(contactId))[0]).toMatchObject({ criteria: wanted })
  })
})
