import { createHash, randomBytes } from 'node:crypto'
import { freePorts } from '../support/ports.ts'
import { person, type Person } from '../support/person.ts'
import { openOffice, type Office, type Refused, type Tokens } from './office.ts'
import { browse, type ForeignProvider } from './provider.ts'

/** Where the clients' frontend is. */
export const PORTAL = 'http://portal.localhost:3000'

export interface Instance {
  readonly id: string
  readonly name: string
  readonly isMain: boolean | null
  readonly version: number | null
}

export const instanceFields = 'id name issuer clientId productUrl isMain isEnabled createdAt version'
export type Done = Refused & { readonly instance: Instance | null }

export interface Started extends Refused {
  readonly url: string | null
}

interface Remedy {
  readonly actions: readonly string[]
  readonly name: string | null
  readonly url: string | null
  readonly email: string | null
}

export interface Completed {
  readonly session: Tokens | null
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly remedies?: Remedy[] }[]
}

export interface Seen {
  readonly account: {
    readonly id: string
    readonly email: string
    readonly status: string
    readonly signOn: { readonly instanceName: string } | null
  }
  readonly blocks: readonly string[]
}

export const vouchedFor = (email: string) => ({ email, email_verified: true })

export const draft = ({ issuer, client }: ForeignProvider, name: string) => ({
  ...{ issuer, ...client, name },
  productUrl: 'https://product.example.com/',
})

/** What a frontend keeps to itself, and what it shows of it. */
export function newVerifier() {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, verifierHash: createHash('sha256').update(verifier).digest('base64url') }
}

/** An office whose clients come in by the company's product: what its administrator sets, and what a frontend does. */
export interface SignOnOffice {
  readonly office: Office
  readonly url: string
  /** Creates or updates an instance. */
  set(mutation: string, input: object, by?: Person): Promise<Done>
  /** Takes a provider in; the instance's id. */
  offer(provider: ForeignProvider, name: string): Promise<string>
  settings(input: object): Promise<void>
  start(instanceId: string, verifierHash: string, portalKey?: string): Promise<Started>
  arrive(instanceId: string, change?: (url: URL) => void): Promise<Arrived>
  complete(token: string | null, verifier: string): Promise<Completed>
  signOn(instanceId: string): Promise<Completed>
  seen(completed: Completed): Promise<Seen>
}

/** What the portal's page was opened with, and what its frontend had kept. */
export interface Arrived {
  readonly verifier: string
  readonly page: URL
  readonly token: string | null
  readonly error: string | null
}

/** The address that a product will have, so that its providers can be told. */
export async function freeUrl(): Promise<string> {
  const [port] = await freePorts(1)
  return `http://127.0.0.1:${port}`
}

export const callbackOf = (url: string) => `${url}/sign-on/accounts/callback`

export async function openSignOnOffice(url: string): Promise<SignOnOffice> {
  const env = { PORT: new URL(url).port, PUBLIC_URL: url, PORTAL_URL: PORTAL }
  const office = await openOffice('harbour-homes', { env })

  async function set(mutation: string, input: object, by = office.admin): Promise<Done> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) {
      instance { ${instanceFields} } userErrors { code path } } }`
    return (await by.ask<{ done: Done }, object>(query, { input })).done
  }

  async function offer(provider: ForeignProvider, name: string): Promise<string> {
    const { instance, userErrors } = await set('signOnInstanceCreate', draft(provider, name))
    if (!instance) throw new Error(JSON.stringify(userErrors))
    return instance.id
  }

  async function settings(input: object): Promise<void> {
    await office.admin.ask<unknown, object>(
      'mutation ($input: PortalSettingsUpdateInput!) { portalSettingsUpdate(input: $input) { userErrors { code } } }',
      { input },
    )
  }

  async function start(instanceId: string, verifierHash: string, portalKey = office.portalKey): Promise<Started> {
    const query = `mutation ($input: SignOnStartInput!) { done: signOnStart(input: $input) { url userErrors { code path } } }`
    return (
      await office.visitor.ask<{ done: Started }, object>(query, { input: { portalKey, instanceId, verifierHash } })
    ).done
  }

  /** Begins, and lets the person at the provider have their way; what the portal's page is opened with. */
  async function arrive(instanceId: string, change: (url: URL) => void = () => {}) {
    const { verifier, verifierHash } = newVerifier()
    const { url: there } = await start(instanceId, verifierHash)
    const address = new URL(there!)
    change(address)
    const page = await browse(address.href, PORTAL)
    return { verifier, page, token: page.searchParams.get('sign-on'), error: page.searchParams.get('sign-on-error') }
  }

  async function complete(token: string | null, verifier: string): Promise<Completed> {
    const query = `mutation ($input: SignOnCompleteInput!) { done: signOnComplete(input: $input) {
      session { id accessToken accessTokenExpiresAt refreshToken expiresAt }
      userErrors { code message ... on UserIsInvalid { remedies { actions name url email } } } } }`
    return (await office.visitor.ask<{ done: Completed }, object>(query, { input: { token, verifier } })).done
  }

  async function signOn(instanceId: string): Promise<Completed> {
    const { token, verifier, error } = await arrive(instanceId)
    if (error) throw new Error(error)
    return complete(token, verifier)
  }

  async function seen({ session }: Completed): Promise<Seen> {
    const query = `{ viewer { ... on ClientViewer { account { id email status signOn { instanceName } } blocks } } }`
    return (await person(url, session!.accessToken).ask<{ viewer: Seen }, object>(query)).viewer
  }

  return { office, url, set, offer, settings, start, arrive, complete, signOn, seen }
}
