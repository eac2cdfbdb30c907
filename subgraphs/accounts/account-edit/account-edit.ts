import { checkAll } from '../../kernel/errors.ts'
import type { Decision, Fact } from '../../kernel/events/event.ts'
import type { AccountDisabled, AccountEnabled } from '../events.ts'
import { requireChange } from '../password/password.ts'
import type { PasswordRow } from '../password/tables.ts'
import * as account from '../portal-account/portal-account.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import * as profile from '../profile/profile.ts'
import { refuse } from '../refusals.ts'

/** What staff want of an account; what is absent stays (ACC-14). */
export interface AccountWish extends profile.ProfileWish {
  readonly email?: string | null
  readonly isDisabled?: boolean | null
  readonly requiresPasswordChange?: boolean | null
}

/** All that one save changes. */
export interface Edited {
  readonly account: Partial<PortalAccountRow>
  readonly password: Partial<PasswordRow> | null
  readonly events: readonly Fact[]
  /** Whether the account is logged in with by another address now. */
  readonly isMoved: boolean
  /** Whether nobody may go on in the sessions there are. */
  readonly endsSessions: boolean
}

/** Opens an account that was shut; not that of a lead of whom staff want nothing until they accept it (CON-4). */
export function enable(
  found: account.ActiveAccount,
  isUnwanted: boolean,
  field: string,
): Decision<PortalAccountRow, AccountEnabled> | null {
  const decision = account.enable(found)
  if (decision && isUnwanted) throw refuse('LEAD_NOT_ACCEPTED', { path: ['input', field] })
  return decision
}

function openOrShut(
  found: account.ActiveAccount,
  { isDisabled }: AccountWish,
  isUnwanted: boolean,
  now: Date,
): Decision<PortalAccountRow, AccountDisabled | AccountEnabled> | null {
  if (isDisabled == null) return null
  return isDisabled ? account.disable(found, now) : enable(found, isUnwanted, 'isDisabled')
}

/** Decides all that is wanted, or refuses it with each value that is wrong; null when nothing changes by it. */
export function edit(
  found: account.ActiveAccount,
  password: PasswordRow | null,
  { isUnwanted, ...wish }: AccountWish & { readonly isUnwanted: boolean },
  now: Date,
): Edited | null {
  const { required, opened, ...said } = checkAll({
    ...profile.checksOf(found, wish),
    email: () => (wish.email == null ? found.email : profile.emailIn(wish.email)),
    opened: () => openOrShut(found, wish, isUnwanted, now),
    required: () => (wish.requiresPasswordChange ? requireChange(password, now) : null),
  })
  const told = profile.change(found, said, 'STAFF')
  const events = [told, opened, required].flatMap((decision) => (decision ? [decision.event] : []))
  if (events.length === 0) return null
  const isMoved = profile.isMoved(found, said.email)
  return {
    account: { ...told?.change, ...opened?.change, version: found.version + 1 },
    password: required && required.change,
    events,
    isMoved,
    endsSessions: isMoved || opened?.event.type === 'account.disabled',
  }
}
