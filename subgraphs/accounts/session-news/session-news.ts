import type { RightsChange } from '../../kernel/session-news.ts'
import type { RightsFact } from '../events.ts'
import { without } from '../portal/portal.ts'

type Meaning = { readonly [T in RightsFact['type']]: (data: Extract<RightsFact, { type: T }>['data']) => RightsChange }

/** What each fact makes true, as gateways must know it. */
const meaning: Meaning = {
  'session.ended': ({ sessionId }) => ({ of: sessionId, hasEnded: true }),
  'account.disabled': ({ accountId }) => ({ of: accountId, isDisabled: true }),
  'account.enabled': ({ accountId }) => ({ of: accountId, isDisabled: false }),
  'agent.disabled': ({ agentId }) => ({ of: agentId, isDisabled: true }),
  'agent.enabled': ({ agentId }) => ({ of: agentId, isDisabled: false }),
  'agent.role_changed': ({ agentId, role }) => ({ of: agentId, role }),
  'password.changed': ({ personId }) => ({ of: personId, blocks: { PASSWORD_CHANGE_REQUIRED: false } }),
  'password.change_required': ({ personId }) => ({ of: personId, blocks: { PASSWORD_CHANGE_REQUIRED: true } }),
  'portal.switched_off': ({ companyId }) => ({ of: companyId, blocks: { PORTAL_OFF: true } }),
  'portal.switched_on': ({ companyId }) => ({ of: companyId, blocks: { PORTAL_OFF: false } }),
  'portal.changed': ({ companyId, features }) => ({ of: companyId, featuresOff: without(features) }),
  'portal.origins_changed': ({ companyId }) => ({ of: companyId, hasNewOrigins: true }),
  'terms.required': ({ companyId, termsVersion }) => ({ of: companyId, termsRequired: termsVersion }),
  'terms.accepted': ({ accountId, termsVersion }) => ({ of: accountId, termsAccepted: termsVersion }),
  'api_key.changed': ({ apiKeyId, version, scopes }) => ({ of: apiKeyId, key: { version, scopes } }),
  'api_key.revoked': ({ apiKeyId }) => ({ of: apiKeyId, hasEnded: true }),
}

/** The types of all facts that gateways must know. */
export const rightsFacts = Object.keys(meaning) as RightsFact['type'][]

/** What a fact of one of these types makes true. */
export function changeOf({ type, data }: Pick<RightsFact, 'type' | 'data'>): RightsChange {
  return (meaning[type] as (told: typeof data) => RightsChange)(data)
}
