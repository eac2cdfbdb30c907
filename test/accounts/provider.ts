import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What a provider knows of a person. */
export interface Known {
  readonly email?: string
  readonly email_verified?: boolean
  readonly given_name?: string
  readonly family_name?: string
  readonly name?: string
  readonly locale?: string
}

/** A foreign OpenID provider on this machine: an installation of the product that clients come from. */
export interface ForeignProvider {
  readonly issuer: string
  /** What the portal's administrator is told of it. */
  readonly client: { readonly clientId: string; readonly clientSecret: string }
  /** By their subjects. */
  readonly people: Map<string, Known>
  /** Who sits before the browser; null for somebody who gives up. */
  signedIn: string | null
  /** Does not answer from now on, or answers again. */
  isDown: boolean
  readonly server: Server
  stop(): Promise<void>
}

/** With `tellsInToken` what is known of a person stands in the ID token, else it has to be asked for. */
export async function openProvider(
  redirectUrl: string,
  { tellsInToken = true }: { readonly tellsInToken?: boolean } = {},
): Promise<ForeignProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = {
    clientId: 'the-portal',
    clientSecret: 'a secret of sixty-four characters, or not quite as many as that',
  }
  const people = new Map<string, Known>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUrl] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] } as never,
    cookies: { keys: ['a key for cookies'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['given_name', 'family_name', 'name', 'locale'],
    },
    conformIdTokenClaims: !tellsInToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ accountId: oidc.session!.accountId, clientId: oidc.client!.clientId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const opened: ForeignProvider = {
    ...{ issuer, client, people, signedIn: null, isDown: false, server },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const answer = provider.callback()

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { signedIn } = opened
    const result = signedIn ? { login: { accountId: signedIn } } : { error: 'access_denied' }
    await provider.interactionFinished(request, response, result)
  }
  server.on('request', (request, response) => {
    if (opened.isDown) request.destroy()
    else if (request.url?.startsWith('/interaction/')) void interact(request, response)
    else void answer(request, response)
  })
  return opened
}

/** Goes where a page is sent, with a browser's cookies, until it comes to the address of this origin. */
export async function browse(from: string, until: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = new URL(from)
  for (let hop = 0; hop < 10; hop++) {
    if (url.origin === until) return url
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = set.split(';', 1)[0]!.split('=', 2) as [string, string]
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${url.origin}${url.pathname} led nowhere: ${response.status}.`)
    url = new URL(location, url)
  }
  throw new Error(`${from} led in circles.`)
}
