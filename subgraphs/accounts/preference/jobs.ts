import { question } from '../../kernel/ask.ts'
import type { AccountId, ContactId } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { readAccount } from '../portal-account/repository.ts'
import { deletePreferences, readPreferences } from './repository.ts'

/**
 * Makes what somebody looked for as they registered a watch of their contact (VIE-15). What they said is kept until it is
 * one: where viewings refuses it, the job fails, which is seen, and tries again.
 */
export const registerWatch: Job = async (services, { company, accountId: given }) => {
  const accountId = given as AccountId
  const criteria = await readPreferences(services.db, company, accountId)
  const account = await readAccount(services.db, company, accountId)
  if (!criteria || !account?.contactId) return
  const ctx = openServiceContext(services, company)
  const { contactId } = account
  const { watchRegister } = await services.ask('viewings', WATCH, { input: { contactId, criteria } }, ctx)
  if (!watchRegister.watch) {
    throw new Error(`No watch was registered: ${watchRegister.userErrors.map(({ code }) => code).join()}.`)
  }
  await ctx.transact((tx) => deletePreferences(tx, company, accountId))
}

const WATCH = question<
  { watchRegister: { watch: { id: string } | null; userErrors: readonly { readonly code: string }[] } },
  { input: { contactId: ContactId; criteria: object } }
>(
  'mutation watchOfAccount($input: WatchRegisterInput!) { watchRegister(input: $input) { watch { id } userErrors { code } } }',
)
