import { describe, expect, it } from 'vitest'
import { fill, idsIn } from '../../../gateway/graphiql/ids.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'

const contact = newId('contact')
const account = newId('account')

describe('remembering ids', () => {
  it('finds them by kind however deep they stand, the first of each kind', () => {
    const agent = newId('agent')
    const result = { contactCreate: { contact: { id: contact, agents: [{ id: agent }, { id: newId('agent') }] } } }
    expect(idsIn(result)).toEqual({ contact, agent })
  })

  it('takes nothing else for one', () => {
    expect(idsIn({ a: 'contact_1', b: `${contact}x`, c: 'Bearer x', d: null, e: 7 })).toEqual({})
  })
})

describe('filling variables', () => {
  it('fills what is empty and leaves what is there', () => {
    const filled = fill('{ "contactId": "", "input": { "accountId": "", "ownerId": "mine" } }', '', {
      contact,
      account,
    })
    expect(JSON.parse(filled ?? '')).toEqual({ contactId: contact, input: { accountId: account, ownerId: 'mine' } })
  })

  it('adds what the document declares and the variables lack', () => {
    expect(fill('', 'query Q($contactId: ID!, $after: Cursor)', { contact })).toBe(
      JSON.stringify({ contactId: contact }, null, 2),
    )
  })

  it('goes by the last word of a longer name', () => {
    expect(fill('{"portalAccountId":""}', '', { account })).toContain(account)
  })

  it.each(['{ "contactId": "x" }', '{ "otherId": "" }', '{ not yet JSON', '[]'])('leaves %s alone', (variables) => {
    expect(fill(variables, '', { contact })).toBeNull()
  })
})
