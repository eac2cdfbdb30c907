import { open } from '../office.ts'
import { applicant, registering } from '../people.ts'
import {
  begin,
  change,
  comeIn,
  endSessions,
  mostly,
  newPassword,
  outcomeOf,
  some,
  someAddress,
  type Happened,
  type Offer,
} from './act.ts'
import {
  accountOf,
  deleteProfile,
  denial,
  draftsOf,
  dropDrafts,
  isAlive,
  isLive,
  isSame,
  isShut,
  moveAddress,
  setPassword,
  settle,
  settlement,
  tried,
  type Account,
  type Proof,
  type World,
} from './world.ts'

const MINUTE = 60_000
const CODE_LIFETIME = 10 * MINUTE
/** Fewer mails than an address gets in an hour. */
const MOST_ASKS = 12

const asks = ({ proofs, now }: World, purpose: Proof['purpose'], email: string): number =>
  proofs.filter((one) => one.purpose === purpose && isSame(one.email, email) && one.askedAt > now - 60 * MINUTE).length

/** A proof that was asked for just now. */
function ask(
  { proofs, now }: World,
  purpose: Proof['purpose'],
  email: string,
  accountId: string | null,
  { proofId, proofName, code }: Happened,
): void {
  const named = { purpose, email, accountId, id: proofId!, name: proofName ?? '' }
  proofs.push({ ...named, code, askedAt: now, expiresAt: now + CODE_LIFETIME, tries: 0, isUsed: false })
}

/** The code of the mail, or another one. */
const typed = ({ code }: Proof, isRight: boolean): string =>
  String((Number(code ?? '0') + (isRight ? 0 : 1)) % 1_000_000).padStart(6, '0')

const proofsFor = ({ proofs }: World, purpose: Proof['purpose']): Proof[] =>
  proofs.filter((one) => one.purpose === purpose).slice(-6)

/** Accounts whose people can do all that clients can. */
const free = (world: World): Account[] =>
  world.accounts.filter((one) => one.status === 'ACTIVE' && !one.isDisabled && one.password?.until === null)

export const register: Offer = (stage, world, random) => {
  const [email, password] = [someAddress(random, (one) => !accountOf(world, one)), newPassword()]
  if (asks(world, 'REGISTRATION', email) >= MOST_ASKS) return null
  return {
    ...{ name: 'registrationStart', input: { email, password } },
    foresee: () => ({
      outcome: 'done',
      ...(!accountOf(world, email) && { mails: 'CODE' as const }),
      then(happened) {
        const unverified = draftsOf(world, email).filter(({ isVerified }) => !isVerified)
        dropDrafts(world, unverified)
        const id = happened.accountId!
        const draft = { contactId: null, isVerified: false, isDisabled: false, waits: null, since: world.now }
        const own = { password: { text: password, until: null }, sessions: new Map<string, number>() }
        world.accounts.push({ id, status: 'DRAFT', email, ...draft, ...own })
        ask(world, 'REGISTRATION', email, id, happened)
      },
    }),
    async send() {
      const input = applicant(stage.office, email, { password })
      const answer = await registering(stage.visitor(), 'registrationStart', input)
      return { outcome: outcomeOf(answer), ...(answer.registrationId && { proofName: answer.registrationId }) }
    },
  }
}

export const verify: Offer = (stage, world, random) => {
  const proof = mostly(random, proofsFor(world, 'REGISTRATION'), (one) => one.code && isLive(world, one))
  if (!proof) return null
  const code = typed(proof, random.below(8) > 0)
  return {
    ...{ name: 'registrationVerify', input: { proof: proof.id, code } },
    foresee() {
      const { counts, right } = tried(world, proof, code)
      const count = () => void (proof.tries += counts ? 1 : 0)
      if (!right) return { outcome: 'CODE_WRONG', then: count }
      const draft = world.accounts.find(({ id }) => id === proof.accountId)!
      if (accountOf(world, draft.email)) return { outcome: 'EMAIL_IN_USE', then: count }
      const settled = settlement(world, draft)
      const isIn = settled.as === 'LEAD' || (settled.as === 'CONTACT' && !isShut(world, settled.contactId))
      const isOpened = !world.isModerated && isIn
      return {
        outcome: world.isModerated ? 'AWAITING_APPROVAL' : isOpened ? 'ACTIVE' : 'IN_REVIEW',
        then({ sessionId, contactOf }) {
          const others = draftsOf(world, draft.email).filter((one) => one !== draft)
          dropDrafts(world, others)
          proof.isUsed = true
          Object.assign(draft, { isVerified: true, since: world.now })
          if (world.isModerated) draft.waits = 'APPROVAL'
          else settle(world, draft, settled, contactOf(draft.id))
          if (isOpened) begin(world, draft, sessionId!)
        },
      }
    },
    async send() {
      const answer = await registering(stage.visitor(), 'registrationVerify', { registrationId: proof.name, code })
      const { state, session } = answer
      return { outcome: outcomeOf(answer, state!), ...(session && { sessionId: session.id }) }
    },
  }
}

export const resend: Offer = (stage, world, random) => {
  const proof = mostly(random, proofsFor(world, 'REGISTRATION'), ({ isUsed }) => !isUsed)
  if (!proof || asks(world, 'REGISTRATION', proof.email) >= MOST_ASKS) return null
  return {
    ...{ name: 'registrationResend', input: { proof: proof.id } },
    foresee() {
      if (proof.isUsed) return { outcome: 'PROOF_OVER' }
      // Time goes on while acts are done; they do not take so long.
      if (world.now < proof.askedAt + MINUTE) return { outcome: 'PROOF_TOO_SOON' }
      return {
        outcome: 'done',
        ...(!accountOf(world, proof.email) && { mails: 'CODE' as const }),
        then: ({ code }) =>
          void Object.assign(proof, { code, tries: 0, askedAt: world.now, expiresAt: world.now + CODE_LIFETIME }),
      }
    },
    send: async () => ({
      outcome: outcomeOf(await registering(stage.visitor(), 'registrationResend', { registrationId: proof.name })),
    }),
  }
}

export const logIn: Offer = (stage, world, random) => {
  const account = mostly(random, world.accounts, ({ isDisabled, status }) => status === 'ACTIVE' && !isDisabled)
  const past = some(random, world.past.slice(-20))
  const isRight = random.below(4) > 0
  const password = isRight || !past ? account?.password?.text : past
  if (!account || !password) return null
  const { email } = account
  return {
    ...{ name: 'clientLogIn', input: { email, password } },
    foresee() {
      const found = accountOf(world, email)
      return {
        outcome: denial(world, email, password) ?? 'done',
        then: ({ outcome, sessionId }) => void (outcome === 'done' && begin(world, found!, sessionId!)),
      }
    },
    send: () => comeIn(stage, email, password),
  }
}

export const changePassword: Offer = (stage, world, random) => {
  const account = some(
    random,
    world.accounts.filter((one) => one.status === 'ACTIVE' && !one.isDisabled && one.password),
  )
  if (!account?.password || !isAlive(world, account.password)) return null
  const [{ email }, current, wanted] = [account, account.password.text, newPassword()]
  return {
    ...{ name: 'passwordChange', input: { email, current, wanted } },
    foresee: () => ({
      outcome: 'done',
      then({ sessionId }) {
        setPassword(world, account, wanted)
        endSessions(world, account, sessionId)
      },
    }),
    async send() {
      const { session, person, ...told } = await comeIn(stage, email, current)
      if (!session) return told
      const answer = await open(person, 'passwordChange', { currentPassword: current, newPassword: wanted })
      return { ...told, outcome: outcomeOf(answer) }
    },
  }
}

export const forget: Offer = (stage, world, random) => {
  const email = someAddress(random, (one) => accountOf(world, one)?.isDisabled === false)
  if (asks(world, 'PASSWORD_RESET', email) >= MOST_ASKS) return null
  return {
    ...{ name: 'passwordResetStart', input: { email } },
    foresee() {
      const account = accountOf(world, email)
      const isMailed = account && !account.isDisabled
      return {
        outcome: 'done',
        ...(isMailed && { mails: 'CODE' as const }),
        then: (happened) => ask(world, 'PASSWORD_RESET', email, isMailed ? account.id : null, happened),
      }
    },
    async send() {
      const input = { portalKey: stage.office.portalKey, email }
      const answer = await change<{ resetId: string }>(stage.visitor(), 'passwordResetStart', input, 'resetId')
      return { outcome: outcomeOf(answer), proofName: answer.resetId }
    },
  }
}

export const reset: Offer = (stage, world, random) => {
  const proof = mostly(random, proofsFor(world, 'PASSWORD_RESET'), (one) => one.code && isLive(world, one))
  if (!proof) return null
  const [code, wanted] = [typed(proof, random.below(8) > 0), newPassword()]
  return {
    ...{ name: 'passwordResetComplete', input: { proof: proof.id, code, wanted } },
    foresee() {
      const { counts, right } = tried(world, proof, code)
      const account = world.accounts.find(({ id }) => id === proof.accountId)
      if (!right || !account || account.isDisabled) {
        return { outcome: 'CODE_WRONG', then: () => void (proof.tries += counts ? 1 : 0) }
      }
      return {
        outcome: 'done',
        then({ sessionId }) {
          proof.isUsed = true
          setPassword(world, account, wanted)
          endSessions(world, account, sessionId)
        },
      }
    },
    async send() {
      const fields = 'session { id }'
      const input = { resetId: proof.name, code, newPassword: wanted }
      type Entered = { readonly session: { readonly id: string } | null }
      const answer = await change<Entered>(stage.visitor(), 'passwordResetComplete', input, fields)
      return { outcome: outcomeOf(answer), ...(answer.session && { sessionId: answer.session.id }) }
    },
  }
}

export const moveStart: Offer = (stage, world, random) => {
  const account = some(random, free(world))
  const to = someAddress(random, (one) => !accountOf(world, one))
  const isAsked = ({ purpose, accountId, email, askedAt }: Proof) =>
    purpose === 'EMAIL_CHANGE' && accountId === account!.id && isSame(email, to) && askedAt > world.now - 2 * MINUTE
  if (!account || world.proofs.some(isAsked) || asks(world, 'EMAIL_CHANGE', to) >= 4) return null
  const [{ email }, password] = [account, account.password!.text]
  return {
    ...{ name: 'emailChangeStart', input: { email, password, to }, isAlone: true },
    foresee() {
      const enter = ({ sessionId }: Happened) => begin(world, account, sessionId!)
      if (isSame(email, to)) return { outcome: 'EMAIL_UNCHANGED', then: enter }
      return {
        outcome: 'done',
        ...(!accountOf(world, to) && { mails: 'CODE' as const }),
        then(happened) {
          enter(happened)
          const before = ({ purpose, accountId, email }: Proof) =>
            purpose === 'EMAIL_CHANGE' && accountId === account.id && isSame(email, to)
          for (const proof of world.proofs.filter(before)) proof.isUsed = true
          ask(world, 'EMAIL_CHANGE', to, account.id, happened)
        },
      }
    },
    async send() {
      const { session, person, ...told } = await comeIn(stage, email, password)
      if (!session) return told
      return { ...told, outcome: outcomeOf(await change(person, 'emailChangeStart', { email: to, password })) }
    },
  }
}

export const moveComplete: Offer = (stage, world, random) => {
  const waiting = (account: Account) =>
    world.proofs.findLast((one) => one.purpose === 'EMAIL_CHANGE' && one.accountId === account.id && isLive(world, one))
  const account = some(
    random,
    free(world).filter((one) => waiting(one)),
  )
  const proof = account && waiting(account)
  if (!proof) return null
  const [{ email }, password, code] = [account, account.password!.text, typed(proof, random.below(8) > 0)]
  return {
    ...{ name: 'emailChangeComplete', input: { email, password, to: proof.email, code } },
    foresee() {
      const { counts, right } = tried(world, proof, code)
      const fail = ({ sessionId }: Happened) => {
        begin(world, account, sessionId!)
        proof.tries += counts ? 1 : 0
      }
      if (!right) return { outcome: 'CODE_WRONG', then: fail }
      if (accountOf(world, proof.email)) return { outcome: 'EMAIL_IN_USE', then: fail }
      return {
        outcome: 'done',
        then({ sessionId }) {
          proof.isUsed = true
          account.isVerified = true
          moveAddress(world, account, proof.email)
          endSessions(world, account, sessionId)
        },
      }
    },
    async send() {
      const { session, person, ...told } = await comeIn(stage, email, password)
      if (!session) return told
      return { ...told, outcome: outcomeOf(await change(person, 'emailChangeComplete', { code })) }
    },
  }
}

export const deleteOwn: Offer = (stage, world, random) => {
  const account = some(random, free(world))
  if (!account) return null
  const [{ email }, password] = [account, account.password!.text]
  return {
    ...{ name: 'profileDeletionStart', input: { email, password } },
    foresee: () => ({ outcome: 'done', then: () => deleteProfile(world, account) }),
    async send() {
      const { session, person, ...told } = await comeIn(stage, email, password)
      if (!session) return told
      type Asked = { readonly confirmationToken: string | null }
      const asked = await change<Asked>(person, 'profileDeletionStart', { password }, 'confirmationToken')
      const { confirmationToken } = asked
      if (!confirmationToken) return { ...told, outcome: outcomeOf(asked) }
      const input = { confirmationToken, showAs: 'ANONYMOUS' }
      return { ...told, outcome: outcomeOf(await change(person, 'profileDeletionComplete', input)) }
    },
  }
}
