import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStreet, type Comer, type StateName, type Street } from '../accounts/kept-out.ts'
import { applicant } from '../accounts/people.ts'
import { eventually } from '../support/eventually.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
  await street.office.admin.ask(
    'mutation { portalSettingsUpdate(input: { registration: { mode: OPEN }, logInByLink: true }) { userErrors { code } } }',
  )
})
afterAll(() => street?.stop())

/** How often each is timed. */
const ROUNDS = 60
/**
 * How often of a hundred one answer may take longer than another of the other kind: between a quarter and three quarters,
 * where none could be told from the other at a half. Of samples of sixty that are alike this differs from a half by 0.053 in
 * the standard deviation (Mann and Whitney), so that chance alone is not beyond the bound once in 100,000 comparisons, however
 * loaded the machine is: loads come and go, and all kinds are timed in turns. A hash that is left out, which is most of the
 * time of such an answer, brings it to 0 or 1; so does any difference that is greater than the noise.
 */
const BOUND = 0.25

/** How often one of these took longer than one of the others, ties by half. */
function superiority(ones: readonly number[], others: readonly number[]): number {
  const points = ones.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
  return points.reduce<number>((sum, point) => sum + point, 0) / points.length
}

/** Times each kind in turns, each time of another person at another device; what could be told of any two kinds. */
async function timed(kinds: Readonly<Record<string, () => Promise<() => Promise<unknown>>>>): Promise<void> {
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, [] as number[]]))
  for (let round = -2; round < ROUNDS; round++) {
    const order = Object.keys(kinds).sort(() => Math.random() - 0.5)
    for (const kind of order) {
      const ask = await kinds[kind]!()
      await isQuiet()
      const from = performance.now()
      await ask()
      // The first ones compile what the others use.
      if (round >= 0) times[kind]!.push(performance.now() - from)
    }
  }
  const median = (all: readonly number[]) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)]!
  const told = Object.entries(times).map(([kind, all]) => `${kind} ${median(all).toFixed(1)} ms`)
  const names = Object.keys(times)
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const))
  for (const [one, other] of pairs) {
    const share = superiority(times[one]!, times[other]!)
    expect(Math.abs(share - 0.5), `${one} and ${other}: ${share.toFixed(2)} (${told.join(', ')})`).toBeLessThan(BOUND)
  }
  console.log(told.join(', '))
}

/** What was asked before is not in the way of what is timed. */
async function isQuiet(): Promise<void> {
  const { sql } = street.office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
  const due = () => sql`select 1 from accounts_jobs._private_jobs where run_at <= now()`
  await eventually(async () => expect(await due()).toHaveLength(0))
}

const asking =
  (document: string, { device }: Comer, input: object) =>
  () =>
    device.ask(document, { input })

const logInOf = (names: readonly StateName[], typed?: string) => async () => {
  const comer = await street.comer(...names)
  const { email, portalKey, password } = comer
  const document = 'mutation ($input: ClientLogInInput!) { clientLogIn(input: $input) { userErrors { code } } }'
  return asking(document, comer, { email, portalKey, password: typed ?? password })
}

describe('how long an answer takes', () => {
  it('tells nobody who logs in what is wrong (ACC-9, ACC-25)', () =>
    timed({
      'nobody’s address': logInOf(['nobody has the address']),
      'wrong password': logInOf([], 'none of theirs'),
      draft: logInOf(['it is not verified, of nobody’s contact']),
      'awaiting approval': logInOf(['approval is awaited']),
      disabled: logInOf(['it is disabled']),
      locked: logInOf(['it is locked']),
      'wrong instance': logInOf(['they came by another instance'], 'none of theirs'),
      'temporary password over': logInOf(['the mailed password is over']),
    }))

  const known = (document: string, input: (comer: Comer) => object) => ({
    known: async () => {
      const comer = await street.comer()
      return asking(document, comer, input(comer))
    },
    unknown: async () => {
      const comer = await street.comer('nobody has the address')
      return asking(document, comer, input(comer))
    },
  })

  it('tells nobody who registers whether the address is known (ACC-9)', () =>
    timed(
      known(
        'mutation ($input: RegistrationStartInput!) { registrationStart(input: $input) { userErrors { code } } }',
        ({ email, portalKey }) => applicant({ portalKey }, email),
      ),
    ))

  it('tells nobody who has forgotten a password whether the address is known (ACC-9, ACC-12)', () =>
    timed(
      known(
        'mutation ($input: PasswordResetStartInput!) { passwordResetStart(input: $input) { userErrors { code } } }',
        ({ email, portalKey }) => ({ email, portalKey }),
      ),
    ))

  it('tells nobody who asks for a link whether the address is known (ACC-9)', () =>
    timed(
      known(
        'mutation ($input: LoginLinkRequestInput!) { loginLinkRequest(input: $input) { userErrors { code } } }',
        ({ email, portalKey }) => ({ email, portalKey }),
      ),
    ))
})
