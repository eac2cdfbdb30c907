import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import type { Actor } from '../../subgraphs/kernel/actor.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openKeys } from '../../subgraphs/kernel/keys.ts'
import { ask } from '../demo-client.ts'
import { logInToDemo } from '../demo.ts'
import type { Product } from './product.ts'
import { compare, type Rates } from './rates.ts'

export interface IdentityFigures {
  /** Queries a second with an access token, beside the same without anything to verify. */
  readonly token: Rates
  /** The same with an API key. */
  readonly key: Rates
  /** Assertions made by the gateway and verified by a subgraph in another process, beside access tokens verified by jose. */
  readonly assertion: Rates
}

/** It asks no subgraph: what is left is the pipeline, with or without somebody in it. */
const TRIVIAL = '{ __typename }'
const MAKE_KEY = `mutation { apiKeyCreate(input: { name: "Bench", scopes: [CONTACTS_READ] }) { secret userErrors { message } } }`

/**
 * What it costs to know who asks: of a request, whose token or key is verified once and then looked up with what has become
 * of its session; and of a fetch from gateway to subgraph across processes, which carries an assertion of its own.
 */
export async function benchIdentity({ url, config, host }: Product): Promise<IdentityFigures> {
  const token = await logInToDemo(url, demoPeople.administrator)
  const { apiKeyCreate } = await ask<{ apiKeyCreate: { secret: string } }>(url, token, MAKE_KEY)
  const peer = () => ask(url, null, TRIVIAL)
  const as = (shown: string) => compare({ product: () => ask(url, shown, TRIVIAL), peer })

  const [gateway, accounts] = [openKeys(config, 'gateway'), openKeys(config, 'accounts')]
  const actor: Actor = {
    kind: 'staff',
    company: newId('company'),
    agent: newId('agent'),
    role: 'ADMIN',
    session: newId('session'),
    blocks: [],
  }
  const jwks = createLocalJWKSet(await host.links.accounts.get<JSONWebKeySet>('jwks', {}))
  return {
    token: await as(token),
    key: await as(apiKeyCreate.secret),
    assertion: await compare({
      product: async () => accounts.verify(await gateway.assert('accounts', actor)),
      peer: () => jwtVerify(token, jwks, { algorithms: ['EdDSA'], issuer: 'portico', audience: 'portico' }),
    }),
  }
}
