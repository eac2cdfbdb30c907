import type { PortalLink } from '../../kernel/portal-links.ts'
import type { SignOnError } from './sign-on.ts'

/** Where providers send people back to. */
export const redirectUrl = (publicUrl: string): string => `${publicUrl}/sign-on/accounts/callback`

/** Where the product sends people who sign on with one click. */
export const startUrl = (publicUrl: string): string => `${publicUrl}/sign-on/accounts/start`

/** What the frontend is told in its address when somebody comes to it. */
export type Arrival =
  { readonly 'sign-on': string } | { readonly 'sign-on-from': string } | { readonly 'sign-on-error': SignOnError }

/** The portal's page, told with what somebody comes; without a key where nobody knows whose portal it is. */
export function pageOf(portalUrl: string, key: string | null, arrival: Arrival): string {
  const told: Partial<Record<PortalLink, string>> = { ...(key !== null && { portal: key }), ...arrival }
  return `${portalUrl}/?${new URLSearchParams(told)}`
}
