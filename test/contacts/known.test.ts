import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, uuidOf, type AccountId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { codes, openOffice, type Office, type Refused } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 60_000)
afterAll(() => office?.stop())

interface Shown {
  readonly displayName: string
  readonly language: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}
const read = async (id: string) =>
  (
    await office.admin.ask<{ contact: Shown }, object>(
      'query ($id: ID!) { contact(id: $id) { displayName language emails phones } }',
      { id },
    )
  ).contact
const servicesOf = (name: 'accounts' | 'contacts') =>
  office.app.host.open.find(({ subgraph }) => subgraph.name === name)!.services

async function update(accountId: string, more: object): Promise<void> {
  const document =
    'mutation ($input: PortalAccountUpdateInput!) { done: portalAccountUpdate(input: $input) { userErrors { code } } }'
  const { done } = await office.admin.ask<{ done: Refused }, object>(document, { input: { accountId, ...more } })
  expect(codes(done)).toEqual([])
}

describe('a contact that follows its account', () => {
  /** A contact with an account to which nobody has listened yet. */
  async function unheard(email: string) {
    const { accountId, contactId } = await office.invite(office.admin, email, { firstName: 'Kim', lastName: 'Doe' })
    const { sql } = servicesOf('contacts')
    const ofAccount = sql`where account_id = ${uuidOf(accountId as AccountId)}`
    await eventually(async () => expect(await sql`select from followed_profile ${ofAccount}`).toHaveLength(1))
    await sql`delete from followed_profile ${ofAccount}`
    return { accountId, contactId }
  }

  it('follows the first change, too, of an account that was there before it listened (ACC-17)', async () => {
    const { accountId, contactId } = await unheard('older@example.com')
    await update(accountId, { lastName: 'Roe', phone: '+31 20 1111111' })
    await eventually(async () =>
      expect(await read(contactId)).toMatchObject({ displayName: 'Kim Roe', phones: ['+31 20 1111111'] }),
    )
  })

  it('follows a change that came before it learnt that the account is new (ACC-17)', async () => {
    const { accountId, contactId } = await unheard('hasty@example.com')
    const { sql } = servicesOf('accounts')
    const [row] = await sql`update portal_account set phone = '+31 20 2222222', version = 2, edited_by = 'CLIENT'
      where id = ${uuidOf(accountId as AccountId)} returning company_id`
    const payload = { company: idFrom('company', row!['company_id']), accountId, contactId }
    const { subgraph, services } = office.app.host.open.find((open) => open.subgraph.name === 'contacts')!
    // One job of account.created and one of account.profile_changed: both are told the same.
    const run = () => subgraph.jobs!['followProfile']!(services, payload)
    await run()
    await run()
    expect(await read(contactId)).toMatchObject({ emails: ['hasty@example.com'], phones: ['+31 20 2222222'] })
  })

  it('keeps what staff have corrected and its account did not change (ACC-17)', async () => {
    const { accountId, contactId } = await office.invite(office.admin, 'kept@example.com', { lastName: 'Deo' })
    const { sql } = servicesOf('contacts')
    await eventually(async () =>
      expect(await sql`select from followed_profile where email = 'kept@example.com'`).toHaveLength(1),
    )
    await sql`update contact set last_name = 'Doe', language = 'fr' where id = ${uuidOf(contactId as ContactId)}`
    await update(accountId, { phone: '+31 20 3333333' })
    await eventually(async () =>
      expect(await read(contactId)).toMatchObject({
        displayName: 'Kim Doe',
        language: 'fr',
        phones: ['+31 20 3333333'],
      }),
    )
  })
})
