import { oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId } from '../../kernel/ids.ts'
import type { ProofRow } from '../proof/tables.ts'
import { readWaiting } from './repository.ts'

/** The change of address that waits for its code, by accounts. */
export const waitingByAccount = (ctx: Context) =>
  oneById<AccountId, ProofRow>(
    (accounts) => readWaiting(ctx.db, ctx.company, accounts, ctx.now()),
    (row) => row.accountId!,
  )
