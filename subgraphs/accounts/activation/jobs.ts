import type { AccountId } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Services } from '../../kernel/services.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { transact } from '../../kernel/transaction.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readAgent } from '../agent/repository.ts'
import type { AgentRow } from '../agent/tables.ts'
import { readCompany } from '../company/repository.ts'
import { registrationApproved } from '../mail/registration-approved.ts'
import { registrationReceived } from '../mail/registration-received.ts'
import { registrationWaiting } from '../mail/registration-waiting.ts'
import { isOpen } from '../portal-account/portal-account.ts'
import { lockAccount, readAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { readPortal } from '../portal/repository.ts'
import { isOver, isWaiting } from './activation.ts'
import { activate } from './commands.ts'
import { deleteDraft, lockWaysIn } from './repository.ts'

/** Settles a verified draft, if whoever verified it has not seen to it already. */
export const activateAccount: Job = async (services, { company, accountId }) => {
  await activate(services, company, accountId as AccountId)
}

/** Deletes a draft whose time is over (ACC-10). */
export const forgetDraft: Job = async (services, { company, accountId: given }) => {
  const accountId = given as AccountId
  await transact(services.db, services.constraints, async (tx) => {
    await lockWaysIn(tx, company, [accountId])
    const draft = await lockAccount(tx, company, { see: 'all' }, accountId)
    if (draft && isOver(draft, services.now())) await deleteDraft(tx, company, draft.id)
  })
}

/** Tells the member of staff who is to look at a draft that it waits for them. */
export const mailReviewer: Job = async (services, { company, accountId }) => {
  const draft = await readAccount(services.db, company, accountId as AccountId)
  const host = await readCompany(services.db, company)
  const reviewer = draft && (await reviewerOf(services, draft))
  if (!host || draft?.status !== 'DRAFT' || !reviewer) return
  const { defaultLanguage } = await readPortal(services.db, company)
  const { firstName, lastName, email } = draft
  const facts = {
    firstName: reviewer.firstName,
    company: host.name,
    name: `${firstName} ${lastName}`.trim(),
    email,
    hasAccount: draft.review !== null,
    address: services.config.publicUrl,
  }
  await services.mail.send({ to: reviewer.email, ...textIn(registrationWaiting, defaultLanguage, facts) })
}

/** Who looks at a draft: the administrator in place of somebody who has left; null where nobody has to. */
async function reviewerOf(
  services: Services,
  { companyId, id, reviewerId }: PortalAccountRow,
): Promise<AgentRow | null> {
  const found = reviewerId && (await readAgent(services.db, companyId, reviewerId))
  if (!found || !found.leftAt) return found
  return transact(services.db, services.constraints, async (tx) => {
    const { administratorId } = (await readCompany(tx, companyId))!
    const draft = await lockAccount(tx, companyId, { see: 'all' }, id)
    if (draft?.reviewerId !== found.id) return null
    await saveAccount(tx, companyId, id, { reviewerId: administratorId })
    return readAgent(tx, companyId, administratorId)
  })
}

/** Tells somebody that staff look at their registration, which their answer has told them only if they are still there. */
export const mailApplicant: Job = async (services, { company, accountId }) => {
  const draft = await readAccount(services.db, company, accountId as AccountId)
  const host = await readCompany(services.db, company)
  if (!host || !draft || !isWaiting(draft)) return
  const { firstName, email, language } = draft
  await services.mail.send({ to: email, ...textIn(registrationReceived, language, { firstName, company: host.name }) })
}

/** Tells somebody whose registration staff have approved that they can come in. */
export const mailApproval: Job = async (services, { company, accountId }) => {
  const account = await readAccount(services.db, company, accountId as AccountId)
  const host = await readCompany(services.db, company)
  if (!account || !host || !isOpen(account)) return
  const { key: portalKey } = await readPortal(services.db, company)
  const address = homeOf(services.config, { portalKey })
  const { firstName, email, language } = account
  await services.mail.send({
    to: email,
    ...textIn(registrationApproved, language, { firstName, company: host.name, address, email }),
  })
}
