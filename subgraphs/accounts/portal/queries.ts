import type { Context } from '../../kernel/context.ts'
import { fullPage, type FullPage } from '../../kernel/full-read.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import type { CompanyOrigins } from '../../kernel/session-news.ts'
import { said } from '../../kernel/texts.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { portalsByCompany } from './loaders.ts'
import * as policy from './policy.ts'
import { portalTexts } from './refusals.ts'
import { findPortal, listOrigins, listPortals, type KeyedPortal } from './repository.ts'

/** What whoever comes with a key is told; nothing tells what is wrong with one that leads nowhere (ACC-5). */
export type PortalTold =
  | (KeyedPortal & { readonly __typename: 'Portal' })
  | { readonly __typename: 'NoSuchPortal'; readonly information: string }

/** How the portal looks and works to which a key leads: for everybody, logged in or not (ACC-28). */
export async function portalAt(ctx: Context, given: string | null): Promise<PortalTold> {
  const key = keyIn(given)
  const found = key && (await findPortal(ctx.db, key))
  if (found) return { __typename: 'Portal', ...found }
  return { __typename: 'NoSuchPortal', information: said(portalTexts.NO_SUCH_PORTAL, ctx.language) }
}

/** A company's portal, for those who belong to it. */
export function portalOf(ctx: Context, company: CompanyId): Promise<KeyedPortal | null> {
  return ctx.loader(portalsByCompany).load(company)
}

/** All settings of the asker's company's portal. */
export async function portalSettingsOf(ctx: Context): Promise<KeyedPortal | null> {
  policy.maySet(ctx.actor)
  return portalOf(ctx, ctx.company)
}

/** The same for a mutation's payload that is shown again: null for whoever may not see them any more. */
export async function settingsAgain(ctx: Context): Promise<KeyedPortal | null> {
  return policy.seesSettings(ctx.actor) ? portalOf(ctx, ctx.company) : null
}

/** From where the companies' own frontends call, for a gateway: accounts' internal endpoint `origins`. */
export function companyOrigins({ db }: Services): Promise<CompanyOrigins[]> {
  return listOrigins(db)
}

/** Which companies' portals are on, page by page: contacts' full read. */
export function portals({ db }: Services, params: Readonly<Record<string, string>>): Promise<FullPage> {
  const keyOf = ({ company }: { company: CompanyId }) => ({ company, id: company })
  return fullPage(params, keyOf, (after, limit) => listPortals(db, after, limit))
}
