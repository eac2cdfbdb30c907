const DAY = 86_400_000
const DRAFT_DAYS = 30
const MOST_TRIES = 5

/** Somebody whom staff know; one that was merged is a part of another. */
export interface Contact {
  readonly id: string
  emails: string[]
  agent: string
  review: string | null
  mergedInto: string | null
}

/** What somebody logs in with; until when it serves, where it was mailed. */
export interface Password {
  readonly text: string
  readonly until: number | null
}

export interface Account {
  readonly id: string
  status: 'DRAFT' | 'ACTIVE'
  email: string
  contactId: string | null
  isVerified: boolean
  isDisabled: boolean
  /** Whom a verified draft waits for. */
  waits: 'APPROVAL' | 'REVIEW' | null
  /** From when on a draft's days are counted. */
  since: number
  password: Password | null
  /** Its live sessions, and until when each lives. */
  sessions: Map<string, number>
}

/** A code that somebody asked for; null where none was mailed. */
export interface Proof {
  readonly purpose: 'REGISTRATION' | 'PASSWORD_RESET' | 'EMAIL_CHANGE'
  readonly id: string
  /** How its asker names it. */
  readonly name: string
  readonly email: string
  accountId: string | null
  code: string | null
  askedAt: number
  expiresAt: number
  tries: number
  isUsed: boolean
}

/** What becomes of a draft that is settled (ACC-8). */
export type Settled =
  { readonly as: 'CONTACT'; readonly contactId: string } | { readonly as: 'TAKEN' } | { readonly as: 'LEAD' }

/** What is true of one company's contacts and accounts, by looking at all of them each time. */
export interface World {
  readonly administrator: string
  readonly agents: readonly string[]
  now: number
  isModerated: boolean
  contacts: Contact[]
  accounts: Account[]
  proofs: Proof[]
  /** Accounts that were deleted, with the address that they had. */
  deleted: { readonly id: string; readonly email: string }[]
  /** Passwords that somebody had once. */
  past: string[]
}

export const openWorld = (administrator: string, agents: readonly string[], now: number): World => ({
  ...{ administrator, agents, now, isModerated: false },
  ...{ contacts: [], accounts: [], proofs: [], deleted: [], past: [] },
})

export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The account that is logged in with by an address. */
export const accountOf = ({ accounts }: World, email: string): Account | undefined =>
  accounts.find((one) => one.status === 'ACTIVE' && isSame(one.email, email))

export const draftsOf = ({ accounts }: World, email: string): Account[] =>
  accounts.filter((one) => one.status === 'DRAFT' && isSame(one.email, email))

export const contactsOf = ({ contacts }: World, email: string): Contact[] =>
  contacts.filter((one) => !one.mergedInto && one.emails.some((each) => isSame(each, email)))

export const accountOfContact = ({ accounts }: World, contactId: string): Account | undefined =>
  accounts.find((one) => one.contactId === contactId)

/** Why somebody cannot log in with a password; null when they can. */
export function denial(world: World, email: string, typed: string): 'CREDENTIALS_INVALID' | null {
  const found = accountOf(world, email)
  const isRight = found && !found.isDisabled && found.password?.text === typed && isAlive(world, found.password)
  return isRight ? null : 'CREDENTIALS_INVALID'
}

export const isAlive = ({ now }: World, { until }: Password): boolean => until === null || now < until

export const isLive = ({ now }: World, { isUsed, expiresAt }: Proof): boolean => !isUsed && now < expiresAt

/** Whether a code may be tried, and whether it is right: every try counts that may be made. */
export function tried(
  world: World,
  proof: Proof,
  typed: string,
): { readonly counts: boolean; readonly right: boolean } {
  const counts = isLive(world, proof) && proof.tries < MOST_TRIES
  return { counts, right: counts && proof.code === typed }
}

/** Whose a verified draft's address is. */
export function settlement(world: World, { email }: Account): Settled {
  const [only, ...others] = contactsOf(world, email)
  if (accountOf(world, email)) return { as: 'TAKEN' }
  if (!only || others.length > 0) return { as: 'LEAD' }
  return accountOfContact(world, only.id) ? { as: 'TAKEN' } : { as: 'CONTACT', contactId: only.id }
}

/** Settles a verified draft; `contactId` is the one that it has now, if any. */
export function settle(world: World, draft: Account, settled: Settled, contactId: string | null): void {
  if (settled.as === 'TAKEN') {
    draft.waits = 'REVIEW'
    return
  }
  if (settled.as === 'LEAD') {
    const lead = { emails: [draft.email], agent: world.administrator, review: 'PENDING', mergedInto: null }
    world.contacts.push({ id: contactId!, ...lead })
  }
  Object.assign(draft, { status: 'ACTIVE', contactId, waits: null, isDisabled: isShut(world, contactId) })
}

/** Deletes drafts, and ends what they were asked to prove. */
export function dropDrafts(world: World, drafts: readonly Account[]): void {
  for (const { id, password } of drafts) {
    if (password) world.past.push(password.text)
    for (const proof of world.proofs) if (proof.accountId === id) proof.isUsed = true
  }
  world.accounts = world.accounts.filter((one) => !drafts.includes(one))
}

/** Whether staff want nothing of a contact, as long as they do not accept it (CON-4). */
export function isShut({ contacts }: World, contactId: string | null): boolean {
  const review = contacts.find(({ id }) => id === contactId)?.review
  return review === 'REJECTED' || review === 'SPAM'
}

/** Gives an account a password in place of the one before. */
export function setPassword(world: World, account: Account, text: string, until: number | null = null): void {
  if (account.password) world.past.push(account.password.text)
  account.password = { text, until }
}

/** An account says another address of its person, which its contact follows; what was mailed to the former one is over. */
export function moveAddress(world: World, account: Account, to: string): void {
  const from = account.email
  const contact = world.contacts.find(({ id }) => id === account.contactId)!
  account.email = to
  if (isSame(from, to)) return
  for (const proof of world.proofs) if (proof.accountId === account.id) proof.isUsed = true
  const others = contact.emails.filter((each) => !isSame(each, from) && !isSame(each, to))
  contact.emails = [...others, to]
}

/** An account goes, with all that is known of its person. */
export function deleteProfile(world: World, account: Account): void {
  const isTheirs = ({ accountId, email }: Proof) => accountId === account.id || isSame(email, account.email)
  if (account.password) world.past.push(account.password.text)
  world.proofs = world.proofs.filter((proof) => !isTheirs(proof))
  world.accounts = world.accounts.filter((one) => one !== account)
  world.deleted.push({ id: account.id, email: account.email })
}

/** A lead becomes a part of another contact, and its account follows. */
export function merge(world: World, lead: Contact, into: Contact): void {
  for (const one of world.contacts) if (one.mergedInto === lead.id) one.mergedInto = into.id
  const account = accountOfContact(world, lead.id)
  if (account) Object.assign(account, { contactId: into.id, sessions: new Map() })
  into.emails.push(...lead.emails.filter((email) => !into.emails.some((each) => isSame(each, email))))
  Object.assign(lead, { review: 'MERGED', mergedInto: into.id })
}

/** Time goes by: drafts are forgotten, and sessions that nobody used end. */
export function passTime(world: World, now: number): void {
  world.now = now
  dropDrafts(
    world,
    world.accounts.filter(({ status, since }) => status === 'DRAFT' && since + DRAFT_DAYS * DAY <= now),
  )
  for (const { sessions } of world.accounts) {
    for (const [id, until] of sessions) if (until <= now) sessions.delete(id)
  }
  // A proof is kept for a day; nobody asks for older ones here.
  world.proofs = world.proofs.filter(({ askedAt }) => askedAt > now - DAY / 2)
}

/** All of it but passwords and proofs, to be compared. */
export function stateOf({ contacts, accounts }: Pick<World, 'contacts' | 'accounts'>): object {
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1)
  return {
    contacts: contacts.toSorted(byId).map(({ emails, mergedInto, ...contact }) => ({
      ...{ ...contact, mergedInto },
      emails: mergedInto ? null : emails.map((email) => email.toLowerCase()).toSorted(),
    })),
    accounts: accounts.toSorted(byId).map(({ password, sessions, since: _since, email, ...account }) => ({
      ...{ ...account, email: email.toLowerCase(), hasPassword: password !== null },
      sessions: [...sessions.keys()].toSorted(),
    })),
  }
}
