import type { Random } from '../../support/random.ts'
import type { Person } from '../../support/person.ts'
import { codes, open, type Refused, type Tokens } from '../office.ts'
import type { Stage } from './stage.ts'
import { setPassword, type Account, type World } from './world.ts'

/** What was answered: `done`, or something that says more of what was done, or the code of the refusal. */
export interface Told {
  readonly outcome: string
  /** The account that was made. */
  readonly accountId?: string
  /** How what was asked for is named from then on. */
  readonly proofName?: string
  /** The session in which it was done, or that was begun by it. */
  readonly sessionId?: string
}

/** The same with what was mailed for it, and where its account stands by now. */
export interface Happened extends Told {
  readonly code: string | null
  readonly temporary: string | null
  readonly proofId: string | null
  contactOf(accountId: string): string | null
}

/** What a world without a database answers, and what becomes of it. */
export interface Foreseen {
  readonly outcome: string
  readonly mails?: 'CODE' | 'TEMPORARY'
  then?(happened: Happened): void
}

/** Something that somebody does. */
export interface Act {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  /** Whether it may be done at the same time as others. */
  readonly isAlone?: boolean
  foresee(): Foreseen
  send(): Promise<Told>
}

/** An act that makes sense now; null where there is nothing to do it to. */
export type Offer = (stage: Stage, world: World, random: Random) => Act | null

/** Few, so that most acts meet others of the same person. */
export const addresses = ['ada', 'bea', 'cem', 'dov', 'eve'].map((name) => `${name}@example.com`)

/** One of the addresses, in whatever case; mostly one that is as wanted. */
export function someAddress(random: Random, isBetter: (address: string) => boolean = () => true): string {
  const address = mostly(random, addresses, isBetter) ?? random.one(addresses)
  return random.below(3) === 0 ? address.toUpperCase() : address
}

let chosen = 0
/** A password that nobody had before. */
export const newPassword = (): string => `quiet bicycle ${++chosen}`

export const some = <T>(random: Random, of: readonly T[]): T | null => (of.length > 0 ? random.one(of) : null)

/** Mostly one of those with which more happens; now and then any. */
export function mostly<T>(random: Random, of: readonly T[], isBetter: (one: T) => unknown): T | null {
  return some(random, random.below(5) > 0 ? of.filter(isBetter) : of)
}

/** A mutation's own payload. */
export async function change<Payload extends object = object>(
  by: Person,
  name: string,
  input: object,
  fields = '',
): Promise<Refused & Payload> {
  const document = `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) {
    done: ${name}(input: $input) { ${fields} userErrors { code } } }`
  return (await by.ask<{ done: Refused & Payload }, object>(document, { input })).done
}

/** Why a mutation did nothing, or that it was done. */
export const outcomeOf = (refused: Refused, done = 'done'): string => codes(refused)[0] ?? done

/** Logs a client in from a place where nobody was yet. */
export async function comeIn(
  stage: Stage,
  email: string,
  password: string,
): Promise<Told & { readonly session: Tokens | null; readonly person: Person }> {
  const input = { portalKey: stage.office.portalKey, email, password }
  const answer = await open(stage.visitor(), 'clientLogIn', input)
  const { session } = answer
  const person = stage.visitor(session?.accessToken)
  return { outcome: outcomeOf(answer), ...(session && { sessionId: session.id }), session, person }
}

const DAY = 86_400_000

/** A session begins: it lives for thirty days. */
export function begin(world: World, account: Account, sessionId: string): void {
  account.sessions.set(sessionId, world.now + 30 * DAY)
}

/** All sessions end but one that has begun, if any. */
export function endSessions(world: World, account: Account, except?: string): void {
  account.sessions = new Map()
  if (except) begin(world, account, except)
}

const HOUR = 3_600_000

/** A new temporary password was mailed: it serves for 72 hours. */
export function setTemporary(world: World, account: Account, text: string): void {
  setPassword(world, account, text, world.now + 72 * HOUR)
}
