import type { Id } from '../../kernel/ids.ts'
import { textIn } from '../../kernel/mail-texts.ts'
import type { Services } from '../../kernel/services.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { homeOf } from '../addressee/addressee.ts'
import { readCompany } from '../company/repository.ts'
import { alreadyRegistered } from '../mail/already-registered.ts'
import { registrationCode } from '../mail/registration-code.ts'
import { registrationLink } from '../mail/registration-link.ts'
import { readAccount, readAccountOfEmail } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { readPortal } from '../portal/repository.ts'
import { makeCode, makeLink } from '../proof/commands.ts'
import { isLive } from '../proof/proof.ts'
import { readProof } from '../proof/repository.ts'
import type { ProofRow } from '../proof/tables.ts'

/**
 * Mails somebody who registers the code or link, made at this moment, or that they have an account already: only here is
 * looked who is behind the address (ACC-9).
 */
export const mailRegistration: Job = async (services, { company, proofId }) => {
  const proof = await readProof(services.db, { company, id: proofId as Id<'proof'> })
  if (!proof?.accountId || !isLive(proof, services.now())) return
  const draft = await readAccount(services.db, company, proof.accountId)
  const host = await readCompany(services.db, company)
  if (!host || draft?.status !== 'DRAFT' || draft.verifiedAt) return
  const { key: portalKey } = await readPortal(services.db, company)
  const known = await readAccountOfEmail(services.db, company, proof.email)
  if (known) {
    const address = homeOf(services.config, { portalKey })
    const facts = { firstName: known.firstName, company: host.name, address, email: known.email }
    return services.mail.send({ to: known.email, ...textIn(alreadyRegistered, known.language, facts) })
  }
  await mailProof(services, proof, draft, { company: host.name, portalKey })
}

async function mailProof(
  services: Services,
  proof: ProofRow,
  { language, via }: PortalAccountRow,
  host: { readonly company: string; readonly portalKey: string },
): Promise<void> {
  const { companyId: company, id, form, email: to } = proof
  if (form === 'CODE') {
    const code = await makeCode(services, { company, id })
    if (code === null) return
    return services.mail.send({ to, ...textIn(registrationCode, language, { company: host.company, code }) })
  }
  const token = await makeLink(services, { company, id })
  if (token === null) return
  const address = homeOf(services.config, host, { registration: token })
  const facts = { company: host.company, address, isForSupport: via === 'SUPPORT_REQUEST' }
  await services.mail.send({ to, ...textIn(registrationLink, language, facts) })
}
