import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import * as activity from '../../subgraphs/contacts/activity/activity.ts'
import * as contact from '../../subgraphs/contacts/contact/contact.ts'
import { replaced } from '../../subgraphs/contacts/profile/profile.ts'

const company = newId('company')
const now = new Date('2026-03-02T09:00:00Z')
const known: contact.NewContact = {
  firstName: 'Kim',
  lastName: 'Doe',
  emails: [],
  phones: [],
  language: 'en',
  responsibleAgentId: null,
}
const create = (given: Partial<contact.NewContact>) =>
  contact.create(company, newId('contact'), { ...known, ...given }, now)
const refusal = (code: string, ...path: string[]) =>
  expect.objectContaining({ code, data: expect.objectContaining({ path: ['input', ...path] }) })

describe('making a contact', () => {
  it('keeps its names without the space around them, and its addresses in their order (CON-1)', () => {
    const agent = newId('agent')
    const made = create({
      firstName: ' Kim ',
      lastName: 'Doe\n',
      emails: [' kim@example.com', 'k.doe@mail.example.org '],
      phones: [' +31 20 123 45 67 '],
      language: 'pt-BR',
      responsibleAgentId: agent,
    })
    expect(made.contact).toMatchObject({ kind: 'CONTACT', firstName: 'Kim', lastName: 'Doe', language: 'pt-BR' })
    expect(made.contact).toMatchObject({ responsibleAgentId: agent, version: 1, createdAt: now })
    expect(made.emails).toEqual(['kim@example.com', 'k.doe@mail.example.org'])
    expect(made.phones).toEqual(['+31 20 123 45 67'])
    expect(made.event).toMatchObject({ type: 'contact.created', subject: made.contact.id, persons: [agent] })
  })

  it('keeps a name in one line, lest it write lines of its own into a mail (CON-1)', () => {
    const { contact } = create({ firstName: 'Kim\r\n\nCall this number', lastName: 'van\t der  Berg' })
    expect(contact).toMatchObject({ firstName: 'Kim Call this number', lastName: 'van der Berg' })
  })

  it('needs no email, and one of the two names (CON-1)', () => {
    expect(create({ lastName: '' }).contact).toMatchObject({ firstName: 'Kim', lastName: '' })
    expect(() => create({ firstName: ' ', lastName: '\t' })).toThrow(refusal('NAME_MISSING', 'lastName'))
  })

  it('counts a name in characters, up to 100 (CON-1)', () => {
    expect([...create({ firstName: '𠮷'.repeat(100) }).contact.firstName]).toHaveLength(100)
    expect(() => create({ firstName: '𠮷'.repeat(101) })).toThrow(refusal('NAME_TOO_LONG', 'firstName'))
  })

  it.each(['', 'kim', 'kim@', '@example.com', 'kim@example', 'kim@@example.com', 'k im@example.com', 'kim@.com'])(
    'refuses %j as an email address, and says which it is (CON-1)',
    (email) => {
      expect(() => create({ emails: ['kim@example.com', email] })).toThrow(refusal('EMAIL_INVALID', 'emails', '1'))
    },
  )

  it('refuses an address that stands twice, whatever its case (CON-1)', () => {
    expect(() => create({ emails: ['kim@example.com', 'KIM@example.com'] })).toThrow(
      refusal('EMAIL_REPEATED', 'emails', '1'),
    )
  })

  it.each(['', '1234', 'call me', '+'.repeat(6) + '1', '1'.repeat(31)])('refuses %j as a telephone number', (phone) => {
    expect(() => create({ phones: [phone] })).toThrow(refusal('PHONE_INVALID', 'phones', '0'))
  })

  it.each([
    ['EN', 'en'],
    ['en-us', 'en-US'],
  ])('takes %j as the language %j', (given, language) => {
    expect(create({ language: given }).contact).toMatchObject({ language })
  })

  it.each(['', 'e', 'english', 'en_US', 'en-US-x'])('refuses %j as a language', (language) => {
    expect(() => create({ language })).toThrow(refusal('LANGUAGE_INVALID', 'language'))
  })

  it('takes 20 addresses of each kind and no more (CON-1)', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}@example.com`)
    expect(create({ emails: many(20) }).emails).toHaveLength(20)
    expect(() => create({ emails: many(21) })).toThrow(refusal('TOO_MANY', 'emails'))
    expect(() => create({ phones: Array(21).fill('12345') })).toThrow(refusal('TOO_MANY', 'phones'))
  })

  it('is called by the names it has, without space around them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (firstName, lastName) => {
        const name = contact.displayName({ firstName: firstName.trim(), lastName: lastName.trim() })
        expect(name).toBe(name.trim())
        expect(name).toContain(firstName.trim())
        expect(name).toContain(lastName.trim())
      }),
    )
  })
})

describe('an address that follows another', () => {
  it.each([
    [['a', 'b', 'c'], 'B', 'd', ['a', 'd', 'c']],
    [['a', 'b'], 'b', 'A', ['a']],
    [['a'], 'b', 'c', ['a', 'c']],
    [['a', 'b'], 'b', null, ['a']],
    [['a'], null, 'c', ['a', 'c']],
    [['a'], 'A', 'a', ['a']],
    [Array(20).fill('a'), 'b', 'c', Array(20).fill('a')],
  ])('makes of %j, from %s to %s, %j (ACC-17)', (list, before, now, after) => {
    expect(replaced(list, before, now)).toEqual(after)
  })
})

describe('giving a contact to another agent', () => {
  it('names both agents as concerned, and counts as a change (CON-1)', () => {
    const [before, after] = [newId('agent'), newId('agent')]
    const made = create({ responsibleAgentId: before }).contact
    expect(contact.assign(made, after)).toMatchObject({
      change: { responsibleAgentId: after, version: 2 },
      event: { type: 'contact.assigned', persons: [after, before], data: { responsibleAgentId: after } },
    })
    expect(contact.assign({ ...made, responsibleAgentId: null }, after)?.event.persons).toEqual([after])
  })

  it('is nothing where it is theirs already (CON-1)', () => {
    const agent = newId('agent')
    expect(contact.assign(create({ responsibleAgentId: agent }).contact, agent)).toBeNull()
  })
})

describe('an activity', () => {
  it.each([
    [newId('agent'), 'STAFF'],
    [newId('account'), 'PORTAL'],
    [null, 'SYSTEM'],
  ] as const)('done by %s came through %s (CON-3)', (by, via) => {
    const [contactId, aboutId] = [newId('contact'), newId('ticket')]
    const event = {
      type: 'ticket.submitted',
      version: 1,
      subject: aboutId,
      persons: [],
      data: {},
      pos: 1,
      company,
      at: now,
      by,
    }
    expect(activity.ofEvent(newId('activity'), event, contactId, 'TICKET_OPENED', aboutId)).toMatchObject({
      companyId: company,
      contactId,
      kind: 'TICKET_OPENED',
      via,
      byId: by,
      aboutId,
      at: now,
    })
  })
})
