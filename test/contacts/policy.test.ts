import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../../subgraphs/kernel/actor.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { mayReadInternals, mayWrite, sightOf } from '../../subgraphs/contacts/contact/policy.ts'

const company = newId('company')
const agent = newId('agent')
const contact = newId('contact')
const session = newId('session')
const staff = (role: Role): Actor => ({ kind: 'staff', company, agent, role, session, blocks: [] })
const client: Actor = { kind: 'client', company, account: newId('account'), contact, session, blocks: [] }
const nobody: Actor = { kind: 'anonymous' }
const service: Actor = { kind: 'service', company }
const error = (code: string, reason?: string) =>
  expect.objectContaining({ extensions: expect.objectContaining(reason ? { code, reason } : { code }) })

describe('which contacts somebody sees', () => {
  it('is for staff what their role says (CON-1)', () => {
    expect(sightOf(staff('ADMIN'))).toEqual({ see: 'all' })
    expect(sightOf(staff('AGENT'))).toEqual({ see: 'ofAgent', agent })
    expect(sightOf(staff('SUPPORT'))).toEqual({ see: 'requesters' })
  })

  it('is for a client themselves, for a visitor nobody, for the product’s own parts all (CON-1)', () => {
    expect(sightOf(client)).toEqual({ see: 'self', contact })
    expect(sightOf(nobody)).toEqual({ see: 'none' })
    expect(sightOf(service)).toEqual({ see: 'all' })
  })
})

describe('who may write contacts, and read the list', () => {
  it.each<[string, Actor, boolean, boolean]>([
    ['ADMIN', staff('ADMIN'), true, true],
    ['AGENT', staff('AGENT'), true, true],
    ['SUPPORT', staff('SUPPORT'), false, true],
    ['a client', client, false, false],
  ])('is for %s what the table says (CON-1)', (_, actor, writes, reads) => {
    if (writes) expect(mayWrite(actor)).toBe(actor)
    else expect(() => mayWrite(actor)).toThrow(error('FORBIDDEN'))
    if (reads) expect(mayReadInternals(actor)).toBe(actor)
    else expect(() => mayReadInternals(actor)).toThrow(error('FORBIDDEN', 'STAFF_ONLY'))
  })

  it('asks a visitor to log in (CON-1)', () => {
    expect(() => mayWrite(nobody)).toThrow(error('UNAUTHENTICATED'))
    expect(() => mayReadInternals(nobody)).toThrow(error('UNAUTHENTICATED'))
  })
})
