import type { Context } from '../../kernel/context.ts'
import { isEmailAddress } from '../../kernel/email-address.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { nameIn } from '../../kernel/text.ts'
import { insertDraft } from '../activation/commands.ts'
import { deleteDrafts, hasVerifiedDraft, holdAddress } from '../activation/repository.ts'
import { readAccountOfEmail } from '../portal-account/repository.ts'
import { readPortal } from '../portal/repository.ts'
import { askForProof } from '../proof/commands.ts'
import * as policy from './policy.ts'

/** Who asks for support for the first time, as far as their request tells. */
export interface Requester {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly language: string
}

const LONGEST_NAME = 100

/**
 * Begins an account for somebody who asks for support and has none: a link is mailed, behind which they choose a password.
 * Null where nothing is begun: they have an account or a verified draft, or nobody can register now; the request is taken all the
 * same (ACC-20).
 */
export async function openSupportAccount(ctx: Context, requester: Requester): Promise<AccountId | null> {
  policy.mayOpen(ctx.actor, ctx.caller)
  const { company } = ctx
  const email = requester.email.trim()
  const { isOn, registrationMode } = await readPortal(ctx.db, company)
  if (!isOn || registrationMode === 'CLOSED' || !isEmailAddress(email)) return null
  const [firstName, lastName] = [nameOf(requester.firstName), nameOf(requester.lastName)]
  const person = { email, firstName, lastName, language: requester.language, location: null }
  return ctx.transact(async (tx) => {
    await holdAddress(tx, company, email)
    if (await readAccountOfEmail(tx, company, email)) return null
    // One that is not verified reserves nothing (ACC-10); it is anybody's.
    if (await hasVerifiedDraft(tx, company, email)) return null
    await deleteDrafts(tx, company, email, { onlyUnverified: true })
    const { id: accountId } = await insertDraft(ctx.services, tx, company, person, 'SUPPORT_REQUEST')
    const wanted = { company, purpose: 'REGISTRATION', form: 'LINK', email, accountId } as const
    await askForProof(ctx, tx, wanted, { name: 'mailRegistration' })
    return accountId
  })
}

/** Nobody is there to be told that a name is too long. */
const nameOf = (given: string) => [...nameIn(given)].slice(0, LONGEST_NAME).join('')
