import { checkAll } from '../../kernel/errors.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { lengthOf, readable, seenLengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'
import type { ClientAccountRow } from './tables.ts'

/** An amount that may be less than nothing. */
export interface Balance {
  readonly amount: number
  readonly currency: string
}

/** What staff say of a client account. */
export interface NewClientAccount {
  readonly kind: ClientAccountRow['kind']
  readonly reference: string
  readonly name: string
  readonly balance: Balance
}

/** What staff want of one; what is absent stays. */
export interface ClientAccountWish {
  readonly reference?: string | null
  readonly name?: string | null
  readonly balance?: Balance | null
}

const LONGEST_REFERENCE = 50
const LONGEST_NAME = 200
/** As many client accounts belong to one portal account at the most. */
export const MOST_LINKS = 50
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

export function create(
  company: CompanyId,
  id: ClientAccountRow['id'],
  given: NewClientAccount,
  createdBy: AgentId,
  now: Date,
): ClientAccountRow {
  const { balance, ...texts } = checked(given)
  return { companyId: company, id, kind: given.kind, ...texts, ...balance, createdBy, createdAt: now, version: 1 }
}

/** Changes what is given; null when it says that already. */
export function change(found: ClientAccountRow, wish: ClientAccountWish): Partial<ClientAccountRow> | null {
  const { balance, ...texts } = checked({
    reference: wish.reference ?? found.reference,
    name: wish.name ?? found.name,
    balance: wish.balance ?? { amount: found.balanceAmount, currency: found.balanceCurrency },
  })
  const values = { ...texts, ...balance }
  const isSame = Object.entries(values).every(([name, value]) => found[name as keyof typeof values] === value)
  return isSame ? null : { ...values, version: found.version + 1 }
}

function checked({ reference, name, balance }: Pick<NewClientAccount, 'reference' | 'name' | 'balance'>) {
  return checkAll({
    reference: () => lineIn(reference, 'reference', LONGEST_REFERENCE),
    name: () => lineIn(name, 'name', LONGEST_NAME),
    balance: () => balanceIn(balance),
  })
}

function lineIn(given: string, field: string, most: number): string {
  const text = readable(given)
  const path = ['input', field]
  if (seenLengthOf(text) === 0) throw refuse('VALUE_MISSING', { path })
  if (lengthOf(text) > most) throw refuse('TEXT_TOO_LONG', { path, most })
  return text
}

function balanceIn({ amount, currency }: Balance): Pick<ClientAccountRow, 'balanceAmount' | 'balanceCurrency'> {
  if (CURRENCIES.has(currency)) return { balanceAmount: amount, balanceCurrency: currency }
  throw refuse('CURRENCY_UNKNOWN', { path: ['input', 'balance', 'currency'] })
}
