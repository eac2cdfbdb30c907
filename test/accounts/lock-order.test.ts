import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetDraft } from '../../subgraphs/accounts/activation/jobs.ts'
import { idFrom } from '../../subgraphs/kernel/ids.ts'
import { person, type Answer, type Person } from '../support/person.ts'
import { heldUp } from './held-up.ts'
import { openOffice, ownPassword, tokens, type Office } from './office.ts'
import { codeMailedTo, drafted, registering, setRegistration } from './people.ts'

let office: Office
beforeAll(async () => (office = await openOffice()))
afterAll(() => office?.stop())

type Act = () => Promise<Answer<{ readonly done: Record<string, unknown> }>>
type Client = Person & { readonly accountId: string }

function act(by: Person, mutation: string, input: object, fields = ''): Act {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${fields} userErrors { code } } }`
  return () => by.send(query, { input })
}

const credentials = (email: string, password = ownPassword) => ({ portalKey: office.portalKey, email, password })
const logIn = async (email: string, password?: string) =>
  person(office.app.url, (await tokens(office.visitor, 'clientLogIn', credentials(email, password))).accessToken)
const given = async (done: Act) => (await done()).data!.done

/** Why both were not answered who began while the account was held; empty for who was. */
async function atOnce(accountId: string, first: Act, second: Act): Promise<unknown[]> {
  const answers = await heldUp(office.app.databaseUrl, accountId, first, second)
  return answers.map(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']).join())
}

async function deletion(by: Person, password = ownPassword): Promise<Act> {
  const { confirmationToken } = await given(act(by, 'profileDeletionStart', { password }, 'confirmationToken'))
  return act(by, 'profileDeletionComplete', { confirmationToken, showAs: 'ANONYMOUS' })
}

describe('two who change one account at once', () => {
  let kim: Client
  let ann: Client
  const moved = 'kim@other.example'
  const chosen = 'a lantern at sea'
  beforeAll(async () => {
    kim = await office.client(office.admin, 'kim@example.com')
    ann = await office.client(office.admin, 'ann@example.com')
  }, 60_000)

  it('both come through who moves the address by code, and staff who move it (ACC-14, ACC-17)', async () => {
    const start = (email: string) => given(act(kim, 'emailChangeStart', { email, password: ownPassword }))
    // The one before is over with the newest.
    await start('kim@elsewhere.example')
    await start(moved)
    const code = await codeMailedTo(office, moved)
    const input = { accountId: kim.accountId, email: 'kim@third.example' }
    const byStaff = act(office.admin, 'portalAccountUpdate', input)
    expect(await atOnce(kim.accountId, act(kim, 'emailChangeComplete', { code }), byStaff)).toEqual(['', ''])
  })

  it('both come through who deletes the profile, and who logs in (ACC-13, ACC-19)', async () => {
    const read = 'query ($id: ID!) { portalAccount(id: $id) { email } }'
    const { portalAccount } = await office.admin.ask<{ portalAccount: { email: string } }, object>(read, {
      id: kim.accountId,
    })
    const by = await logIn(portalAccount.email)
    const enter = act(office.visitor, 'clientLogIn', credentials(portalAccount.email))
    expect(await atOnce(kim.accountId, await deletion(by), enter)).toEqual(['', ''])
  })

  it('both come through who resets the password, and who accepts terms (ACC-12, ACC-16)', async () => {
    const { email, password: _, ...portal } = credentials('ann@example.com')
    const texts = [{ language: 'en', title: 'Terms', body: 'Be kind.' }]
    await given(act(office.admin, 'termsPublish', { texts, isRequired: false }))
    const { resetId } = await given(act(office.visitor, 'passwordResetStart', { ...portal, email }, 'resetId'))
    const code = await codeMailedTo(office, email)
    const reset = act(office.visitor, 'passwordResetComplete', { resetId, code, newPassword: chosen })
    expect(await atOnce(ann.accountId, act(ann, 'termsAccept', { version: 1 }), reset)).toEqual(['', ''])
  })

  it('both come through who deletes the profile, and who wants another address (ACC-17, ACC-19)', async () => {
    const by = await logIn('ann@example.com', chosen)
    const change = act(by, 'emailChangeStart', { email: 'ann@other.example', password: chosen })
    expect(await atOnce(ann.accountId, await deletion(by, chosen), change)).toEqual(['', ''])
  })
})

describe('a draft whose time is over as its code is typed', () => {
  it('is forgotten or verified, and neither of the two waits for the other for good (ACC-7, ACC-10)', async () => {
    await setRegistration(office.admin, { mode: 'OPEN' })
    const email = 'late@example.com'
    const { registrationId } = await drafted(office, email)
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const [row] = await services.sql<{ company: string; id: string }[]>`
      select company_id as company, id from portal_account where email = ${email}`
    office.pass({ hours: 30 * 24 })
    await registering(office.visitor, 'registrationResend', { registrationId })
    const code = await codeMailedTo(office, email, 2)
    const accountId = idFrom('account', row!.id)
    const answers = await heldUp<unknown>(
      office.app.databaseUrl,
      accountId,
      () => forgetDraft(services, { company: idFrom('company', row!.company), accountId }),
      () => registering(office.visitor, 'registrationVerify', { registrationId, code }),
    )
    expect(answers[1]).toMatchObject({ session: null, userErrors: [{ code: 'CODE_WRONG' }] })
    expect(await services.sql`select from portal_account where email = ${email}`).toHaveLength(0)
  })
})
