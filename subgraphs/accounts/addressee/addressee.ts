import type { PortalLink } from '../../kernel/portal-links.ts'

/** Somebody to whom accounts writes. */
export interface Addressee {
  readonly email: string
  readonly firstName: string
  /** A client's; staff have none of their own. */
  readonly language: string | null
  /** The company's name. */
  readonly company: string
  /** What leads a client to their portal; null for staff. */
  readonly portalKey: string | null
}

/** Where the pages are in which people log in. */
export interface Pages {
  readonly publicUrl: string
  readonly portalUrl: string
}

/** Where somebody logs in: clients at their company's portal. Besides, what the page is told there. */
export function homeOf(
  { publicUrl, portalUrl }: Pages,
  { portalKey }: Pick<Addressee, 'portalKey'>,
  told: Readonly<Partial<Record<PortalLink, string>>> = {},
): string {
  if (portalKey === null) return `${publicUrl}${queryOf(told)}`
  return `${portalUrl}/${queryOf({ portal: portalKey, ...told })}`
}

function queryOf(told: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(told).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
