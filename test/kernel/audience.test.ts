import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Actor, Client, Scope, Staff } from '../../subgraphs/kernel/actor.ts'
import { audienceOf } from '../../subgraphs/kernel/audience.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { rightsClassOf } from '../../subgraphs/kernel/rights-class.ts'

const company = newId('company')
const staff = (more: Partial<Staff> = {}): Staff => ({
  kind: 'staff',
  company,
  agent: newId('agent'),
  role: 'ADMIN',
  session: newId('session'),
  blocks: [],
  ...more,
})
const client = (more: Partial<Client> = {}): Client => ({
  kind: 'client',
  company,
  account: newId('account'),
  contact: newId('contact'),
  session: newId('session'),
  blocks: [],
  ...more,
})
const isOne = (one: Actor, other: Actor) => rightsClassOf(one) === rightsClassOf(other)

describe('who sees everything alike', () => {
  it('are the administrators of a company, its support, and one person with several sessions', () => {
    expect(isOne(staff(), staff())).toBe(true)
    expect(isOne(staff({ role: 'SUPPORT' }), staff({ role: 'SUPPORT' }))).toBe(true)
    const [agent, account, contact] = [newId('agent'), newId('account'), newId('contact')]
    expect(isOne(staff({ agent, role: 'AGENT' }), staff({ agent, role: 'AGENT' }))).toBe(true)
    expect(isOne(client({ account, contact }), client({ account, contact }))).toBe(true)
  })

  it('are API keys of the same scopes, and no key and a person (ACC-29)', () => {
    const key = (...scopes: Scope[]) => staff({ session: newId('api_key'), scopes })
    expect(isOne(key('CONTACTS_READ'), key('CONTACTS_READ'))).toBe(true)
    expect(isOne(key('CONTACTS_READ'), key('CONTACTS_READ', 'TICKETS_READ'))).toBe(false)
    expect(isOne(key('CONTACTS_READ'), staff())).toBe(false)
    expect(isOne(key(), staff())).toBe(false)
  })

  it('are no others: not two companies, roles, agents or clients, nor anyone who must mend something first', () => {
    const agent = newId('agent')
    const actors: Actor[] = [
      { kind: 'anonymous' },
      { kind: 'service', company },
      staff(),
      staff({ company: newId('company') }),
      staff({ role: 'SUPPORT' }),
      staff({ agent, role: 'AGENT' }),
      staff({ role: 'AGENT' }),
      staff({ agent, blocks: ['PASSWORD_CHANGE_REQUIRED'] }),
      staff({ agent, blocks: ['PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED'] }),
      staff({ blocks: ['PASSWORD_CHANGE_REQUIRED'] }),
      client(),
      client(),
    ]
    expect(new Set(actors.map(rightsClassOf)).size).toBe(actors.length)
  })
})

describe('who gets the same result from the same event', () => {
  const actor = staff()
  const ask = (text: string, variables: object, operationName?: string) => {
    const document = parse(text)
    return (more: object) =>
      audienceOf({
        document,
        operationName,
        variables: { ...variables, ...more },
        actor,
        caller: 'gateway',
        requestId: '',
      })
  }

  it('is told by the document and the variables, wherever one begins', () => {
    const text = 'subscription ($from: Cursor, $id: ID) { changed(after: $from, id: $id) { id } }'
    const asked = ask(text, { id: '1' })
    expect(asked({ from: 'a' })).toBe(asked({ from: 'b' }))
    expect(asked({ from: 'a' })).toBe(asked({}))
    expect(asked({ id: '2' })).not.toBe(asked({}))
    expect(ask(text, { id: '1' })({})).not.toBe(asked({}))
  })

  it.each([
    ['is read elsewhere, too', 'subscription ($from: Cursor) { changed(after: $from) { list(after: $from) { id } } }'],
    ['has a value where none is given', 'subscription ($from: Cursor = "a") { changed(after: $from) { id } }'],
    ['is of another field', 'subscription ($from: Cursor) { changed { list(after: $from) { id } } }'],
  ])('is told by the place where one begins, too, where its variable %s', (_, text) => {
    const asked = ask(text, {})
    expect(asked({ from: 'a' })).not.toBe(asked({ from: 'b' }))
  })
})
