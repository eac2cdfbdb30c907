import type { Fact } from '../kernel/events/event.ts'
import type { Scope } from '../kernel/actor.ts'
import type {
  AccountId,
  AgentId,
  ApiKeyId,
  CompanyId,
  ContactId,
  FileId,
  Id,
  SessionId,
  TeamId,
} from '../kernel/ids.ts'
import type { PortalRow } from './portal/tables.ts'

/** A company came to be, with its first administrator; `persons` is that agent. */
export type CompanyFounded = Fact<'company.founded', { companyId: CompanyId; administratorId: AgentId }>

/** A company has another administrator, who gets what is nobody's; `persons` are the new one and the one before. */
export type AdministratorAppointed = Fact<
  'company.administrator_appointed',
  { companyId: CompanyId; administratorId: AgentId }
>

/** Somebody became a member of staff; `persons` is the agent. */
export type AgentJoined = Fact<'agent.joined', { agentId: AgentId; role: 'ADMIN' | 'AGENT' | 'SUPPORT' }>

/** What is said of a member of staff has changed: names or address; who wants to know which asks. `persons` is the agent. */
export type AgentProfileChanged = Fact<'agent.profile_changed', { agentId: AgentId; version: number }>

/** A team of members of staff came to be, with these. */
export type TeamCreated = Fact<'team.created', { teamId: TeamId; memberIds: readonly AgentId[] }>

/** A team has another name or other members: these, since who leaves the company leaves its teams. */
export type TeamChanged = Fact<'team.changed', { teamId: TeamId; memberIds: readonly AgentId[] }>

/** A team is no more. */
export type TeamDeleted = Fact<'team.deleted', { teamId: TeamId }>

/** Somebody began to register, or staff or a request of theirs began it: a draft, of no contact yet; `persons` is the account. */
export type AccountDrafted = Fact<'account.drafted', { accountId: AccountId }>

/** On which way an account came to be: by staff, a registration, single sign-on, or a first request for support. */
export type AccountWay = 'STAFF' | 'REGISTRATION' | 'SIGN_ON' | 'SUPPORT_REQUEST'

/** A contact got a portal account that may be logged in with; `persons` are its owner, the contact and the account. */
export type AccountCreated = Fact<
  'account.created',
  { accountId: AccountId; contactId: ContactId; ownerId: AgentId; isActive: boolean; via: AccountWay }
>

/**
 * What an account says of its person has changed: names, address, phone or language; who wants to know which asks. The
 * contact follows (ACC-17). `persons` are the account, its contact and its owner.
 */
export type AccountProfileChanged = Fact<
  'account.profile_changed',
  { accountId: AccountId; contactId: ContactId; by: 'CLIENT' | 'STAFF'; version: number }
>

/** A member of staff began to look at the portal as a client sees it; it ends with that session. */
export type ClientViewStarted = Fact<
  'client_view.started',
  { accountId: AccountId; contactId: ContactId; agentId: AgentId; sessionId: SessionId }
>

/** A client deleted their profile (ACC-19): the account is no more, and its contact no portal user. */
export type AccountDeleted = Fact<'account.deleted', { accountId: AccountId; contactId: ContactId }>

/** A portal user has another profile picture, or none; `persons` are the account, its contact and its owner. */
export type AccountPictureChanged = Fact<'account.picture_changed', { accountId: AccountId; pictureId: FileId | null }>

/** A member of staff has another profile picture, or none; `persons` is the agent. */
export type AgentPictureChanged = Fact<'agent.picture_changed', { agentId: AgentId; pictureId: FileId | null }>

/**
 * A session will not be refreshed any more: its person logged out or ended it, changed the password elsewhere, or one of
 * its refresh tokens came back. `persons` is the person.
 */
export type SessionEnded = Fact<'session.ended', { sessionId: SessionId; personId: AgentId | AccountId }>

/** A portal account was disabled: its person may not come in. Each of its sessions ends by a fact of its own. */
export type AccountDisabled = Fact<'account.disabled', { accountId: AccountId; contactId: ContactId }>

/** A disabled portal account may be logged in with again. */
export type AccountEnabled = Fact<'account.enabled', { accountId: AccountId; contactId: ContactId }>

/** A member of staff left, or may not come in for now. Each of their sessions ends by a fact of its own. */
export type AgentDisabled = Fact<'agent.disabled', { agentId: AgentId }>

/** A member of staff may come in again. */
export type AgentEnabled = Fact<'agent.enabled', { agentId: AgentId }>

/** A member of staff got another role, which is theirs from now on. */
export type AgentRoleChanged = Fact<'agent.role_changed', { agentId: AgentId; role: 'ADMIN' | 'AGENT' | 'SUPPORT' }>

/** Somebody chose a password of their own: nothing about it is due any more. */
export type PasswordChanged = Fact<'password.changed', { personId: AgentId | AccountId }>

/** Somebody must change their password before anything else. */
export type PasswordChangeRequired = Fact<'password.change_required', { personId: AgentId | AccountId }>

/** A company's portal was switched off: its clients are blocked, and nothing is deleted. */
export type PortalSwitchedOff = Fact<'portal.switched_off', { companyId: CompanyId }>

/** A company's portal was switched on again. */
export type PortalSwitchedOn = Fact<'portal.switched_on', { companyId: CompanyId }>

/** The origins from which a company's own frontends call were changed. */
export type PortalOriginsChanged = Fact<'portal.origins_changed', { companyId: CompanyId }>

/** How a company's portal looks or works was changed, but for being on or off; these features its clients have now. */
export type PortalChanged = Fact<'portal.changed', { companyId: CompanyId; features: PortalRow['features'] }>

/** A company's portal got a new key; the earlier ones live on. */
export type PortalKeyRotated = Fact<'portal.key_rotated', { companyId: CompanyId }>

/** An earlier key of a company's portal leads there no more. */
export type PortalKeyRetired = Fact<'portal.key_retired', { companyId: CompanyId }>

/** A company published a version of its terms; one that clients must accept is told of by `terms.required`, too. */
export type TermsPublished = Fact<
  'terms.published',
  { companyId: CompanyId; termsVersion: number; isRequired: boolean }
>

/** From now on a company's clients must have accepted this version of the terms; versions count up. */
export type TermsRequired = Fact<'terms.required', { companyId: CompanyId; termsVersion: number }>

/** A client accepted a version of the terms. */
export type TermsAccepted = Fact<'terms.accepted', { accountId: AccountId; termsVersion: number }>

/** An ADMIN let the company's clients come in by another installation of its product. */
export type SignOnInstanceCreated = Fact<'sign_on.instance_created', { instanceId: Id<'sign_on_instance'> }>

/** How such an instance is set was changed. */
export type SignOnInstanceChanged = Fact<'sign_on.instance_changed', { instanceId: Id<'sign_on_instance'> }>

/** Such an instance was taken away, with all links of accounts to it. */
export type SignOnInstanceDeleted = Fact<'sign_on.instance_deleted', { instanceId: Id<'sign_on_instance'> }>

/** A portal user came in by the company's product for the first time; `persons` is the account. */
export type SignOnLinked = Fact<'account.sign_on_linked', { accountId: AccountId; instanceId: Id<'sign_on_instance'> }>

/** Staff cut a portal user from their instance: they may come in by another one. */
export type SignOnUnlinked = Fact<
  'account.sign_on_unlinked',
  { accountId: AccountId; instanceId: Id<'sign_on_instance'> }
>

/** Somebody is asked for a second factor from now on; `persons` is who. */
export type SecondFactorSwitchedOn = Fact<'second_factor.switched_on', { personId: AgentId | AccountId }>

/** Somebody is not asked for a second factor any more, because they or an administrator wanted it so. */
export type SecondFactorSwitchedOff = Fact<
  'second_factor.switched_off',
  { personId: AgentId | AccountId; by: 'OWNER' | 'ADMIN' }
>

/** An API key was made that acts for a member of staff, who is `persons` of this and the following. */
export type ApiKeyCreated = Fact<'api_key.created', { apiKeyId: ApiKeyId; agentId: AgentId }>

/** An API key got another name or other scopes, which it has from this version on. */
export type ApiKeyChanged = Fact<'api_key.changed', { apiKeyId: ApiKeyId; version: number; scopes: readonly Scope[] }>

/** An API key was ended before its time. */
export type ApiKeyRevoked = Fact<'api_key.revoked', { apiKeyId: ApiKeyId }>

/** What ends a session, or changes what its person may do or where their pages may come from: gateways learn of it at once. */
export type RightsFact =
  | SessionEnded
  | AccountDisabled
  | AccountEnabled
  | AgentDisabled
  | AgentEnabled
  | AgentRoleChanged
  | PasswordChanged
  | PasswordChangeRequired
  | PortalSwitchedOff
  | PortalSwitchedOn
  | PortalChanged
  | PortalOriginsChanged
  | TermsRequired
  | TermsAccepted
  | ApiKeyChanged
  | ApiKeyRevoked

/** What happens to a member of staff who is one. */
export type AgentEvent = AgentProfileChanged | AgentRoleChanged | AgentDisabled | AgentEnabled

export type TeamEvent = TeamCreated | TeamChanged | TeamDeleted

export type AccountEvent =
  | CompanyFounded
  | AdministratorAppointed
  | AgentJoined
  | AgentProfileChanged
  | TeamEvent
  | AccountDrafted
  | AccountCreated
  | AccountProfileChanged
  | AccountDeleted
  | ClientViewStarted
  | AccountPictureChanged
  | AgentPictureChanged
  | ApiKeyCreated
  | PortalKeyRotated
  | PortalKeyRetired
  | TermsPublished
  | SignOnInstanceCreated
  | SignOnInstanceChanged
  | SignOnInstanceDeleted
  | SignOnLinked
  | SignOnUnlinked
  | SecondFactorSwitchedOn
  | SecondFactorSwitchedOff
  | RightsFact
