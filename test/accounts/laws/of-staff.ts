import { activateVerified } from '../../../subgraphs/accounts/activation/commands.ts'
import { openServiceContext } from '../../../subgraphs/kernel/open-context.ts'
import { setRegistration } from '../people.ts'
import {
  change,
  endSessions,
  mostly,
  outcomeOf,
  setTemporary,
  some,
  someAddress,
  type Foreseen,
  type Offer,
} from './act.ts'
import {
  accountOf,
  accountOfContact,
  contactsOf,
  draftsOf,
  dropDrafts,
  isSame,
  isShut,
  merge,
  moveAddress,
  settle,
  settlement,
  type Account,
  type Contact,
  type World,
} from './world.ts'

type Made = { readonly portalAccount: { readonly id: string } | null }

/** An account that staff or a provider open for a contact. */
function open(world: World, id: string, email: string, contactId: string | null): Account {
  const account: Account = {
    ...{ id, status: 'ACTIVE', email, contactId, isVerified: false, isDisabled: false, waits: null },
    ...{ since: world.now, password: null, sessions: new Map() },
  }
  world.accounts.push(account)
  return account
}

const standing = ({ contacts }: World): Contact[] => contacts.filter(({ mergedInto }) => !mergedInto)

export const makeContact: Offer = (stage, world, random) => {
  if (standing(world).length >= 12) return null
  const emails = [...new Set([someAddress(random), someAddress(random)].slice(random.below(2)))]
  if (emails.length === 2 && isSame(emails[0]!, emails[1]!)) emails.pop()
  const input = { lastName: 'Fields', emails, responsibleAgentId: random.one(world.agents) }
  return {
    ...{ name: 'contactCreate', input },
    foresee: () => ({
      outcome: 'done',
      then({ accountId }) {
        const { responsibleAgentId: agent } = input
        world.contacts.push({ id: accountId!, emails: [...emails], agent, review: null, mergedInto: null })
      },
    }),
    async send() {
      type Created = { readonly contact: { readonly id: string } | null }
      const answer = await change<Created>(await stage.admin(), 'contactCreate', input, 'contact { id }')
      return { outcome: outcomeOf(answer), ...(answer.contact && { accountId: answer.contact.id }) }
    },
  }
}

export const assign: Offer = (stage, world, random) => {
  const contact = some(random, standing(world))
  if (!contact) return null
  const input = { contactId: contact.id, responsibleAgentId: random.one(world.agents) }
  return {
    ...{ name: 'contactAssign', input },
    foresee: () => ({ outcome: 'done', then: () => void (contact.agent = input.responsibleAgentId) }),
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'contactAssign', input)) }),
  }
}

export const invite: Offer = (stage, world, random) => {
  const contact = mostly(random, standing(world), ({ id }) => !accountOfContact(world, id))
  if (!contact || contact.emails.length === 0) return null
  const input = { contactId: contact.id, email: random.one(contact.emails) }
  return {
    ...{ name: 'portalAccountCreate', input },
    foresee(): Foreseen {
      if (accountOfContact(world, contact.id)) return { outcome: 'PORTAL_USER_ALREADY_EXISTS' }
      if (accountOf(world, input.email)) return { outcome: 'EMAIL_IN_USE' }
      return {
        ...{ outcome: 'done', mails: 'TEMPORARY' },
        then({ accountId, temporary }) {
          dropDrafts(world, draftsOf(world, input.email))
          setTemporary(world, open(world, accountId!, input.email, contact.id), temporary!)
        },
      }
    },
    async send() {
      const answer = await change<Made>(await stage.admin(), 'portalAccountCreate', input, 'portalAccount { id }')
      return { outcome: outcomeOf(answer), ...(answer.portalAccount && { accountId: answer.portalAccount.id }) }
    },
  }
}

export const inviteAgain: Offer = (stage, world, random) => {
  const account = mostly(random, world.accounts, ({ password }) => password?.until !== null)
  if (!account) return null
  const input = { accountId: account.id }
  return {
    ...{ name: 'portalInvitationResend', input },
    foresee(): Foreseen {
      if (account.status === 'DRAFT' || account.isDisabled) return { outcome: 'NOT_FOUND' }
      if (account.password?.until === null) return { outcome: 'PASSWORD_ALREADY_CHOSEN' }
      return {
        ...{ outcome: 'done', mails: 'TEMPORARY' },
        then: ({ temporary }) => setTemporary(world, account, temporary!),
      }
    },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'portalInvitationResend', input)) }),
  }
}

export const giveAccess: Offer = (stage, world, random) => {
  const input = { email: someAddress(random), firstName: 'Robin', lastName: 'Fields' }
  return {
    ...{ name: 'passwordAccessGive', input },
    foresee(): Foreseen {
      const [only, ...others] = contactsOf(world, input.email)
      if (others.length > 0) return { outcome: 'CONTACT_CHOICE_REQUIRED' }
      if (only && accountOfContact(world, only.id)) return { outcome: 'PORTAL_USER_ALREADY_EXISTS' }
      if (accountOf(world, input.email)) return { outcome: 'EMAIL_IN_USE' }
      return {
        ...{ outcome: 'done', mails: 'TEMPORARY' },
        then({ accountId, temporary, contactOf }) {
          const id = contactOf(accountId!)!
          const made = { emails: [input.email], agent: world.administrator, review: null, mergedInto: null }
          if (!only) world.contacts.push({ id, ...made })
          dropDrafts(world, draftsOf(world, input.email))
          setTemporary(world, open(world, accountId!, input.email, id), temporary!)
        },
      }
    },
    async send() {
      const answer = await change<Made>(await stage.admin(), 'passwordAccessGive', input, 'portalAccount { id }')
      return { outcome: outcomeOf(answer), ...(answer.portalAccount && { accountId: answer.portalAccount.id }) }
    },
  }
}

export const approve: Offer = (stage, world, random) => {
  const draft = mostly(random, world.accounts, ({ waits }) => waits)
  if (!draft) return null
  const input = { accountId: draft.id }
  return {
    ...{ name: 'portalAccountApprove', input },
    foresee(): Foreseen {
      if (!draft.waits) return { outcome: 'NOT_AWAITING_APPROVAL' }
      const settled = settlement(world, draft)
      return { outcome: 'done', then: ({ contactOf }) => settle(world, draft, settled, contactOf(draft.id)) }
    },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'portalAccountApprove', input)) }),
  }
}

export const decline: Offer = (stage, world, random) => {
  const draft = mostly(random, world.accounts, ({ waits }) => waits)
  if (!draft) return null
  const input = { accountId: draft.id }
  return {
    ...{ name: 'portalAccountDecline', input },
    foresee: () =>
      draft.waits ? { outcome: 'done', then: () => dropDrafts(world, [draft]) } : { outcome: 'NOT_AWAITING_APPROVAL' },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'portalAccountDecline', input)) }),
  }
}

/** Shuts an account, or opens it. */
const shut =
  (name: 'portalAccountDisable' | 'portalAccountEnable'): Offer =>
  (stage, world, random) => {
    const shuts = name === 'portalAccountDisable'
    const account = mostly(
      random,
      world.accounts,
      ({ status, isDisabled }) => status === 'ACTIVE' && isDisabled !== shuts,
    )
    if (!account) return null
    const input = { accountId: account.id }
    return {
      ...{ name, input },
      foresee() {
        if (account.status === 'DRAFT') return { outcome: 'ACCOUNT_NOT_ACTIVE' }
        if (!shuts && account.isDisabled && isShut(world, account.contactId)) return { outcome: 'LEAD_NOT_ACCEPTED' }
        return {
          outcome: 'done',
          then() {
            account.isDisabled = shuts
            if (shuts) endSessions(world, account)
          },
        }
      },
      send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), name, input)) }),
    }
  }
export const disable = shut('portalAccountDisable')
export const enable = shut('portalAccountEnable')

export const moveByStaff: Offer = (stage, world, random) => {
  const account = mostly(random, world.accounts, ({ status }) => status === 'ACTIVE')
  if (!account) return null
  const input = { accountId: account.id, email: someAddress(random, (one) => !accountOf(world, one)) }
  return {
    ...{ name: 'portalAccountUpdate', input },
    foresee(): Foreseen {
      if (account.status === 'DRAFT') return { outcome: 'ACCOUNT_NOT_ACTIVE' }
      const other = accountOf(world, input.email)
      if (other && other !== account) return { outcome: 'EMAIL_IN_USE' }
      return {
        outcome: 'done',
        then() {
          if (!isSame(account.email, input.email)) endSessions(world, account)
          moveAddress(world, account, input.email)
        },
      }
    },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'portalAccountUpdate', input)) }),
  }
}

export const review: Offer = (stage, world, random) => {
  const lead = mostly(random, standing(world), ({ review }) => review === 'PENDING')
  if (!lead) return null
  const input = { contactId: lead.id, decision: random.one(['ACCEPT', 'REJECT', 'SPAM'] as const) }
  return {
    ...{ name: 'contactReview', input },
    foresee: () =>
      lead.review !== 'PENDING' && !(input.decision === 'ACCEPT' && isShut(world, lead.id))
        ? { outcome: 'CONTACT_NOT_UNDER_REVIEW' }
        : {
            outcome: 'done',
            then() {
              lead.review = { ACCEPT: 'ACCEPTED', REJECT: 'REJECTED', SPAM: 'SPAM' }[input.decision]
              const account = accountOfContact(world, lead.id)
              if (!account || input.decision === 'ACCEPT') return
              account.isDisabled = true
              endSessions(world, account)
            },
          },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'contactReview', input)) }),
  }
}

export const mergeInto: Offer = (stage, world, random) => {
  const known = standing(world)
  const lead = mostly(random, known, ({ review }) => review === 'PENDING')
  const into = mostly(random, known, ({ id }) => !accountOfContact(world, id))
  if (!lead || !into) return null
  const input = { contactId: lead.id, intoContactId: into.id }
  return {
    // Who makes an account for the other contact at this very moment has the fact parked, which is known.
    ...{ name: 'contactMerge', input, isAlone: true },
    foresee(): Foreseen {
      if (lead === into) return { outcome: 'MERGE_INTO_ITSELF' }
      if (lead.review !== 'PENDING') return { outcome: 'CONTACT_NOT_UNDER_REVIEW' }
      if (accountOfContact(world, into.id)) return { outcome: 'CONTACT_HAS_PORTAL_ACCOUNT' }
      return { outcome: 'done', then: () => merge(world, lead, into) }
    },
    send: async () => ({ outcome: outcomeOf(await change(await stage.admin(), 'contactMerge', input)) }),
  }
}

/** What single sign-on does for whom a provider has vouched. */
export const signOn: Offer = (stage, world, random) => {
  const email = someAddress(random)
  return {
    ...{ name: 'activateVerified', input: { email } },
    foresee(): Foreseen {
      if (accountOf(world, email)) return { outcome: 'ACTIVE' }
      if (draftsOf(world, email).some(({ isVerified, waits }) => isVerified && waits !== 'APPROVAL')) {
        return { outcome: 'DRAFT' }
      }
      const settled = settlement(world, { email } as Account)
      return {
        outcome: settled.as === 'TAKEN' ? 'DRAFT' : 'ACTIVE',
        then({ accountId, contactOf }) {
          dropDrafts(world, draftsOf(world, email))
          const draft = open(world, accountId!, email, null)
          Object.assign(draft, { status: 'DRAFT', isVerified: true })
          settle(world, draft, settled, contactOf(draft.id))
        },
      }
    },
    async send() {
      const person = { email, firstName: 'Robin', lastName: 'Fields', language: 'en', location: null }
      const ctx = openServiceContext(stage.services, stage.company)
      const { id, status } = await activateVerified(ctx, { company: stage.company, via: 'SIGN_ON', ...person })
      return { outcome: status, accountId: id }
    },
  }
}

/** Whether staff have the last word on who registers. */
export const moderate: Offer = (stage, world) => {
  const mode = world.isModerated ? 'OPEN' : 'MODERATED'
  return {
    ...{ name: 'portalSettingsUpdate', input: { mode }, isAlone: true },
    foresee: () => ({ outcome: 'done', then: () => void (world.isModerated = mode === 'MODERATED') }),
    async send() {
      await setRegistration(await stage.admin(), { mode })
      return { outcome: 'done' }
    },
  }
}
