import { expect } from 'vitest'
import { openRandom, type Random } from '../../support/random.ts'
import { temporaryPasswordIn } from '../../support/mails.ts'
import { idFrom } from '../../../subgraphs/kernel/ids.ts'
import { setRegistration, codeIn } from '../people.ts'
import type { Act, Happened, Offer, Told } from './act.ts'
import * as ofClients from './of-clients.ts'
import * as ofStaff from './of-staff.ts'
import { check, faultsOf, findPasswords, read, type Known } from './reading.ts'
import { openStage, type Stage } from './stage.ts'
import { openWorld, passTime, type World } from './world.ts'

const COLLEAGUES = 2
/** How often several acts are done at once, and time goes by. */
const [AT_ONCE, PASSING] = [7, 16]
/** After how many acts all is looked at. */
const CHECKED = 15

const { register, verify, resend, logIn, changePassword, forget, reset, moveStart, moveComplete, deleteOwn } = ofClients
const { makeContact, assign, invite, inviteAgain, giveAccess, approve, decline, disable, enable } = ofStaff
const { moveByStaff, review, mergeInto, signOn, moderate } = ofStaff

/** What is done more often stands there more often. */
const offers: readonly Offer[] = [
  ...[register, register, register, verify, verify, verify, verify, verify, resend, logIn, logIn, logIn],
  ...[changePassword, changePassword, forget, forget, reset, reset, reset, moveStart, moveStart, moveComplete],
  ...[moveComplete, deleteOwn, makeContact, assign, assign, invite, invite, inviteAgain, giveAccess],
  ...[approve, approve, decline, disable, enable, moveByStaff, moveByStaff, review, mergeInto, mergeInto, signOn],
  moderate,
]

/** A code's minute, a code's life, an hour, a temporary password's life, a draft's life, each with a bit more. */
const passes = [61, 61, 601, 3_601, 73 * 3_600, 31 * 86_400]

/**
 * Does so many random acts around the accounts of one company, and holds each answer against a world that knows no database.
 * Of those that are done at once only the laws are asked: that no account is nobody's, no contact has two, and nobody's
 * password is known to no one.
 */
export async function runLaws(acts: number, random: Random = openRandom()): Promise<void> {
  const stage = await openStage(COLLEAGUES)
  const known: Known = new Map()
  const { administrator, agents, services } = stage
  let world = openWorld(administrator, agents, services.now().getTime())
  const done: string[] = []
  try {
    await setRegistration(stage.office.admin, { mode: 'OPEN' })
    while (done.length < acts) {
      world.now = services.now().getTime()
      if (random.below(AT_ONCE) === 0) {
        const together = chooseTogether(stage, world, random)
        done.push(`at once: ${together.map(({ name }) => name).join()}`)
        world = await doAtOnce(stage, world, known, together)
      } else if (random.below(PASSING) === 0) {
        const seconds = random.one(passes)
        done.push(`${seconds} s`)
        await stage.pass(seconds)
        passTime(world, services.now().getTime())
        await stage.settled()
      } else {
        const act = choose(stage, world, random)
        done.push(act.name)
        await doAlone(stage, world, act)
      }
      if (done.length % CHECKED === 0 || done.length === acts) await check(stage, world, known)
    }
  } catch (error) {
    const last = done.slice(-12).join('; ')
    throw new Error(`After ${done.length} acts, the last ${last}; SEED=${random.seed} makes the same ones again.`, {
      cause: error,
    })
  } finally {
    await stage.close()
  }
}

function choose(stage: Stage, world: World, random: Random): Act {
  for (;;) {
    const act = random.one(offers)(stage, world, random)
    if (act) return act
  }
}

async function doAlone(stage: Stage, world: World, act: Act): Promise<void> {
  const { outcome, mails = null, then } = act.foresee()
  const before = stage.mails.length
  const told = await act.send()
  world.now = stage.services.now().getTime()
  await stage.settled()
  const happened = await look(stage, told, before)
  const mailed = happened.code ? 'CODE' : happened.temporary ? 'TEMPORARY' : null
  const { name, input } = act
  expect({ name, ...input, outcome: told.outcome, mails: mailed }).toEqual({ name, ...input, outcome, mails })
  then?.(happened)
}

/** What was mailed since, and what stands in the tables of what was made. */
async function look({ sql, mails }: Stage, told: Told, before: number): Promise<Happened> {
  const texts = mails.slice(before).map(({ text }) => text)
  const [proof] = await sql`select id, account_id from accounts.proof order by id desc limit 1`
  const accounts = await sql`select id, contact_id from accounts.portal_account where contact_id is not null`
  const contacts = new Map(accounts.map((row) => [idFrom('account', row['id']), idFrom('contact', row['contact_id'])]))
  const drafted = proof?.['account_id'] ? { accountId: idFrom('account', proof['account_id']) } : {}
  return {
    ...drafted,
    ...told,
    code: texts.map(codeIn).findLast((one) => one !== null) ?? null,
    temporary: texts.map(temporaryPasswordIn).findLast((one) => one !== null) ?? null,
    proofId: proof ? idFrom('proof', proof['id']) : null,
    contactOf: (accountId) => contacts.get(accountId as `account_${string}`) ?? null,
  }
}

/** How often it is looked for something else that can be done to the same person. */
const LOOKS = 60

/** Some acts around one person, as far as they are found, of which the first is done twice. */
function chooseTogether(stage: Stage, world: World, random: Random): Act[] {
  const chosen: Act[] = []
  for (let looks = 0; chosen.length < 4; looks++) {
    const act = choose(stage, world, random)
    const [first] = chosen
    const isNear = !first || looks > LOOKS || isAboutOne(namesIn(world, first), namesIn(world, act))
    if (!act.isAlone && isNear) chosen.push(act)
  }
  return [...chosen, chosen[0]!]
}

const isAboutOne = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((name) => others.has(name))

/** Whom an act is about: accounts, contacts, addresses. */
function namesIn({ accounts, proofs }: World, { input }: Act): Set<string> {
  const named = new Set(Object.values(input).map((value) => String(value).toLowerCase()))
  for (const { id, accountId } of proofs) if (accountId && named.has(id)) named.add(accountId)
  for (const { id, email, contactId } of accounts) {
    const theirs = [id, email.toLowerCase(), ...(contactId ? [contactId] : [])]
    if (theirs.some((one) => named.has(one))) for (const one of theirs) named.add(one)
  }
  return named
}

/** Whose session ends while they do something is told so. */
const isTurnedAway = (error: unknown): boolean => /UNAUTHENTICATED|"FORBIDDEN"/.test(String(error))

/** Does some at once, and gives the world as the tables have it then. */
async function doAtOnce(stage: Stage, before: World, known: Known, acts: readonly Act[]): Promise<World> {
  const mark = stage.mails.length
  await Promise.all(
    acts.map((act) =>
      act.send().catch((error: unknown) => {
        if (!isTurnedAway(error)) throw error
      }),
    ),
  )
  await stage.settled()
  const found = await read(stage)
  expect(faultsOf(found), 'after what was done at once').toEqual([])
  const given = acts.flatMap(({ input }) => [input['password'], input['wanted']] as (string | undefined)[])
  const mailed = stage.mails.slice(mark).map(({ text }) => temporaryPasswordIn(text) ?? undefined)
  const former = new Map(before.accounts.map((one) => [one.id, one.password?.text]))
  await findPasswords(found, known, (id) => [former.get(id), ...given, ...mailed])
  const isThere = new Set(found.accounts.map(({ id }) => id))
  const gone = before.accounts.filter(({ id, status }) => status === 'ACTIVE' && !isThere.has(id))
  const begun = new Set(acts.flatMap(({ input }) => (input['proof'] as string | undefined) ?? []))
  return {
    ...before,
    contacts: found.contacts,
    accounts: found.accounts,
    proofs: (await readProofs(stage, before)).filter((one) => !begun.has(one.id)),
    deleted: [...before.deleted, ...gone],
    past: [...before.past, ...former.values()].filter(
      (one) => one !== undefined && !isUsed(found.accounts, one),
    ) as string[],
  }
}

const isUsed = (accounts: World['accounts'], text: string): boolean =>
  accounts.some(({ password }) => password?.text === text)

/** The codes that are known still, as they stand. */
async function readProofs({ sql }: Stage, { proofs }: World): Promise<World['proofs']> {
  const rows = await sql`select id, used_at, tries from accounts.proof`
  const byId = new Map(rows.map((row) => [idFrom('proof', row['id']) as string, row]))
  return proofs.flatMap((proof) => {
    const row = byId.get(proof.id)
    return row ? [{ ...proof, tries: row['tries'], isUsed: row['used_at'] !== null }] : []
  })
}
