import { describe, expect, it } from 'vitest'
import { compare } from '../../../scripts/contract/comparison.ts'

const schema = `
  directive @once(key: String!) on FIELD | QUERY
  type Query { deal(id: ID!, kind: Kind): Deal!, find(filter: Filter, size: Int = 20): Found }
  enum Kind { RENT SALE }
  interface Node { id: ID! }
  type Deal implements Node { id: ID!, title: String! }
  type Offer { id: ID! }
  union Found = Deal | Offer
  input Filter { kind: Kind, size: Int = 1 }`
const days = { today: '2027-01-31', told: '2027-01-31' }
const comparing = (before: string, now: string) => compare(before, now, days)
/** The schema with one thing changed in it, which must be there. */
function changed(from: string, to: string, sdl = schema): string {
  expect(sdl).toContain(from)
  return sdl.replace(from, to)
}

describe('comparing a schema with the one before', () => {
  it.each([
    ['a field is removed', ', title: String!', '', 'Deal.title: ', 'deprecate it first'],
    ['a field may be null', 'title: String!', 'title: String', 'Deal.title: ', 'add one of the new type beside it'],
    ['a field gets another type', 'title: String!', 'title: Int!', 'Deal.title: ', 'add one of the new type'],
    ['an argument is removed', ', kind: Kind)', ')', 'Query.deal.kind: ', 'deprecate it first'],
    ['an argument is required', 'size: Int = 20', 'size: Int!', 'Query.find.size: ', 'beside it'],
    ['a required argument comes', 'id: ID!, kind', 'id: ID!, by: ID!, kind', 'Query.deal.by: ', 'give it a default'],
    ['an input field is removed', 'kind: Kind, size: Int = 1', 'size: Int = 1', 'Filter.kind: ', 'deprecate it first'],
    ['a required input field comes', 'input Filter { ', 'input Filter { by: ID! ', 'Filter.by: ', 'give it a default'],
    ['an enum value is removed', 'RENT SALE', 'RENT', 'Kind.SALE: ', 'deprecate it first'],
    ['a union member is removed', 'Deal | Offer', 'Offer', 'Found: ', 'Keep it'],
    ['an interface is removed', 'Deal implements Node', 'Deal', 'Deal: ', 'Keep it'],
    ['a type is of another kind', 'enum Kind { RENT SALE }', 'scalar Kind', 'Kind: ', 'Keep what was there'],
    ['a directive has no place any more', ' | QUERY', '', '@once: ', 'Keep it'],
    ['a directive wants more', 'key: String!', 'key: String!, by: ID!', '@once: ', 'give it a default'],
  ])('refuses it where %s', async (_, from, to, where, remedy) => {
    const { breaking } = await comparing(schema, changed(from, to))
    expect(breaking.length).toBeGreaterThan(0)
    expect(breaking[0]).toMatch(new RegExp(`^${where}`))
    expect(breaking[0]).toContain(remedy)
    for (const line of breaking) expect(line).not.toContain('\n')
  })

  it('refuses a type that is gone, once for it and once for what led to it', async () => {
    const now = changed('Deal | Offer', 'Deal', changed('type Offer { id: ID! }', ''))
    expect((await comparing(schema, now)).breaking).toEqual([
      expect.stringMatching(/^Offer: /),
      expect.stringMatching(/^Found: /),
    ])
  })

  it.each([
    ['an enum value comes', 'RENT SALE', 'RENT SALE SWAP', 'Kind.SWAP: '],
    ['a union member comes', 'Deal | Offer', 'Deal | Offer | Query', 'Found: '],
    ['a default changes', 'size: Int = 20', 'size: Int = 10', 'Query.find.size: '],
    ['an input’s default changes', 'size: Int = 1 }', 'size: Int = 2 }', 'Filter.size: '],
  ])('says so, and lets it pass, where %s', async (_, from, to, where) => {
    const { breaking, dangerous } = await comparing(schema, changed(from, to))
    expect(breaking).toEqual([])
    expect(dangerous).toEqual([expect.stringMatching(new RegExp(`^${where}`))])
  })

  it.each([
    ['nothing changes', 'type Deal', 'type Deal'],
    ['a field comes', 'title: String!', 'title: String!, price: Int'],
    ['a type comes', 'type Offer', 'type More { id: ID! } type Offer'],
    ['an input field comes that may be null', 'input Filter { ', 'input Filter { by: ID '],
    ['an argument may be null', 'deal(id: ID!', 'deal(id: ID'],
    ['a description comes', 'type Deal', '"What is offered." type Deal'],
  ])('says nothing where %s', async (_, from, to) => {
    const { breaking, dangerous } = await comparing(schema, changed(from, to))
    expect({ breaking, dangerous }).toEqual({ breaking: [], dangerous: [] })
  })
})

describe('removing what was deprecated', () => {
  const old = (until: string) => `@deprecated(reason: "Use \`title\` instead; served until ${until}.")`
  const withOld = (until: string) =>
    `type Query { deal(id: ID, number: Int ${old(until)}): Deal, find(f: Filter): Kind }
     type Deal { title: String, label: Label ${old(until)} }
     type Label { text: Text } type Text { de: String }
     input Filter { title: String, name: String ${old(until)} }
     enum Kind { title NAME ${old(until)} }`
  const without = `
     type Query { deal(id: ID): Deal, find(f: Filter): Kind } type Deal { title: String }
     input Filter { title: String } enum Kind { title }`

  it('is refused on its last day, with that day', async () => {
    const { breaking } = await comparing(withOld('2027-01-31'), without)
    expect(
      breaking.filter((line) => line.includes('It is promised until 2027-01-31: keep it until then.')),
    ).toHaveLength(4)
    expect(breaking.filter((line) => /^(Label|Text): /.test(line))).toHaveLength(2)
  })

  it('passes the day after, with the types that only it led to', async () => {
    expect((await comparing(withOld('2027-01-30'), without)).breaking).toEqual([])
  })

  it('is refused for a type that something else leads to', async () => {
    const before = withOld('2027-01-30').replace('type Deal {', 'type Deal { caption: Label')
    const { breaking } = await comparing(before, without.replace('type Deal {', 'type Deal { caption: String'))
    expect(breaking.map((line) => line.split(':')[0]).sort()).toEqual(['Deal.caption', 'Label', 'Text'])
  })
})

describe('deprecating', () => {
  const base = 'type Query { a: Int, b: Int }'
  const until = (day: string) => `type Query { a: Int @deprecated(reason: "Use \`b\` until ${day}."), b: Int }`

  it('is refused with less than six months’ notice from the day it is told', async () => {
    expect((await comparing(base, until('2027-07-30'))).breaking).toEqual([
      'Query.a: Served until 2027-07-30 only. Serve it until 2027-07-31 at least.',
    ])
    expect(await comparing(base, until('2027-07-31'))).toEqual({ breaking: [], dangerous: [] })
  })

  it('may be put off, and not brought forward', async () => {
    expect((await comparing(until('2027-03-01'), until('2027-04-01'))).breaking).toEqual([])
    expect((await comparing(until('2027-03-02'), until('2027-03-01'))).breaking).toEqual([
      'Query.a: It was promised until 2027-03-02: keep that day, or a later one.',
    ])
  })
})
