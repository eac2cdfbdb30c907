import { warn } from './notice.ts'
import { send } from './request.ts'
import { sessionDocuments, type Session } from './session-documents.ts'
import { store } from './store.ts'

export type Role = 'ADMIN' | 'AGENT' | 'SUPPORT'

/** Somebody who is logged in, or was. */
export interface Person {
  /** The person's global id. */
  readonly id: string
  readonly kind: 'staff' | 'client'
  readonly name: string
  readonly company: string
  /** The role of staff. */
  readonly role?: Role
  /** When they have logged in, in milliseconds. */
  readonly since: number
}

/** Who is logged in: the page can hold several at once. Kept for as long as this browser tab lives, nowhere else. */
export interface LogIn extends Person {
  /** What is to be mended before anything else works, such as PASSWORD_CHANGE_REQUIRED. */
  readonly blocks: readonly string[]
  readonly session: Session
}

interface Payload {
  readonly session: Session | null
  readonly challenge?: { readonly challengeId: string } | null
  readonly userErrors: readonly { readonly message: string }[]
}

interface Viewer {
  readonly __typename: string
  readonly agent?: { readonly id: string; readonly name: string }
  readonly account?: {
    readonly id: string
    readonly firstName: string | null
    readonly lastName: string | null
    readonly email: string
  }
  readonly company: { readonly name: string }
  readonly role?: Role
  readonly blocks?: readonly string[]
}

/** All who are logged in, the latest last. */
export const logIns = store<readonly LogIn[]>([], 'portico:log-ins')

/** Those who were logged in and are not any more, so that nobody silently takes their place. */
export const past = store<readonly Person[]>([], 'portico:past')

export type StaffLogIn = { readonly company: string; readonly email: string; readonly password: string }
export type ClientLogIn = { readonly portalKey: string; readonly email: string; readonly password: string }

/** Logs in; a refusal is thrown with the server's words. */
export async function logIn(...[kind, input]: ['staff', StaffLogIn] | ['client', ClientLogIn]): Promise<LogIn> {
  const { session, challenge } = await ask(sessionDocuments[kind], { input })
  if (challenge) throw new CodeWanted(challenge.challengeId)
  return welcome(session)
}

/** Goes on with the code of an app, or one for recovery, where a log-in wanted it. */
export async function answer(challengeId: string, code: string): Promise<LogIn> {
  return welcome((await ask(sessionDocuments.code, { input: { challengeId, code } })).session)
}

/** Whoever logs in has a second factor: what they typed is right, and they are asked for a code besides. */
export class CodeWanted extends Error {
  constructor(readonly challengeId: string) {
    super('Now type the code that your app shows.')
  }
}

/** Takes in whoever a session is of that the server has opened. */
export async function welcome(session: Session | null): Promise<LogIn> {
  if (!session) throw new Error('The server gave no session.')
  const found = { ...(await view(session)), since: Date.now() }
  logIns.set([...logIns.get().filter(({ id }) => id !== found.id), found])
  past.set(past.get().filter(({ id }) => id !== found.id))
  return found
}

/** Ends the session here and at the server. */
export async function logOut(id: string): Promise<void> {
  const { session } = find(id)
  forget(id)
  await ask(sessionDocuments.end, { input: {} }, session.accessToken).catch(() => {})
}

/** Changes the password of someone who is logged in, which gives a new session, and looks again what they may do. */
export async function changePassword(
  id: string,
  input: { readonly currentPassword: string; readonly newPassword: string },
): Promise<void> {
  const { session } = await ask(sessionDocuments.password, { input }, await accessTokenOf(id))
  if (!session) throw new Error('The server gave no session.')
  await take({ ...find(id), session })
}

/** An access token that lives for at least half a minute more. */
export async function accessTokenOf(id: string): Promise<string> {
  const { session } = find(id)
  const left = Date.parse(session.accessTokenExpiresAt) - Date.now()
  return left > 30_000 ? session.accessToken : refreshedTokenOf(id)
}

/** A fresh one, in place of one that was refused. */
export async function refreshedTokenOf(id: string): Promise<string> {
  return (await refresh(id)).session.accessToken
}

const refreshing = new Map<string, Promise<LogIn>>()

/** A new pair of tokens and a new look at who this is; one at a time, since a refresh token serves once. */
export function refresh(id: string): Promise<LogIn> {
  const running = refreshing.get(id) ?? renew(id).finally(() => refreshing.delete(id))
  refreshing.set(id, running)
  return running
}

/** Keeps all sessions fresh while one works. */
export function keepFresh(): void {
  setInterval(() => {
    for (const { id } of logIns.get()) accessTokenOf(id).catch(() => {})
  }, 10_000)
}

async function renew(id: string): Promise<LogIn> {
  const before = find(id)
  const { session } = await ask(sessionDocuments.refresh, {
    input: { refreshToken: before.session.refreshToken },
  }).catch((reason: unknown) => {
    // Without an answer nothing is known about the session: it stays, and the next use tries again.
    if (reason instanceof Refused) {
      forget(id)
      warn(`The session of ${before.name} has ended. Log in again.`)
    }
    throw reason
  })
  if (!session) throw new Error('The server gave no session.')
  return take({ ...before, session })
}

/** The old tokens are spent, so the new ones are kept before it is asked anew who this is. */
async function take(renewed: LogIn): Promise<LogIn> {
  keep(renewed)
  const found = { ...(await view(renewed.session)), since: renewed.since }
  keep(found)
  return found
}

function keep(found: LogIn): void {
  logIns.set(logIns.get().map((one) => (one.id === found.id ? found : one)))
}

function forget(id: string): void {
  const { session: _, blocks: __, ...person } = find(id)
  past.set([...past.get(), person])
  logIns.set(logIns.get().filter((one) => one.id !== id))
}

function find(id: string): LogIn {
  const found = logIns.get().find((one) => one.id === id)
  if (!found) throw new Error('This person is logged out.')
  return found
}

async function view(session: Session): Promise<Omit<LogIn, 'since'>> {
  const { data, errors } = await send<{ viewer: Viewer | null }>(
    { query: sessionDocuments.viewer },
    session.accessToken,
  )
  if (!data?.viewer) throw new Error(errors?.[0]?.message ?? 'The server does not know who is logged in.')
  const { agent, account, company, role, blocks = [] } = data.viewer
  const shared = { company: company.name, blocks, session }
  if (agent) return { ...shared, id: agent.id, kind: 'staff', name: agent.name, role }
  if (!account) throw new Error(`The page does not know what a ${data.viewer.__typename} is.`)
  const name = [account.firstName, account.lastName].filter(Boolean).join(' ') || account.email
  return { ...shared, id: account.id, kind: 'client', name }
}

/** The server said no, in words for the person at the page. */
class Refused extends Error {}

async function ask(
  query: string,
  variables: Record<string, unknown>,
  accessToken: string | null = null,
): Promise<Payload> {
  const { data, errors } = await send<{ payload: Payload }>({ query, variables }, accessToken)
  if (!data) throw new Error(errors?.[0]?.message ?? 'The server gave no result.')
  const [refusal] = data.payload.userErrors
  if (refusal) throw new Refused(refusal.message)
  return data.payload
}
