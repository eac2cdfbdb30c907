import { person, type Person } from '../support/person.ts'
import type { Office } from './office.ts'

/** What an office is opened with whose clients come from various addresses. */
export const behindProxy = { env: { TRUSTED_PROXIES: 'loopback' } }

/** A visitor at another device, as its proxy tells of it. */
export function from(office: Office, address: string, program = 'node', token: string | null = null): Person {
  return person(office.app.url, token, { 'x-forwarded-for': address, 'user-agent': program })
}
