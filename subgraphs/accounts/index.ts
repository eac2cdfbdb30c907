import { PictureResolver, UploadResolver } from '../kernel/files/resolvers.ts'
import { uploadOf } from '../kernel/files/upload.ts'
import { idOf } from '../kernel/ids.ts'
import { Refused } from '../kernel/payload.ts'
import type { Subgraph } from '../kernel/subgraph.ts'
import { activateAccount, forgetDraft, mailApplicant, mailApproval, mailReviewer } from './activation/jobs.ts'
import { AccountEditResolver } from './account-edit/resolvers.ts'
import { apiKeyAnswer, apiKeyOf, apiKeyUsed } from './api-key/queries.ts'
import { ApiKeyResolver } from './api-key/resolvers.ts'
import { mailStaffInvitation } from './agent/jobs.ts'
import { forgetOldDeclines } from './approval/commands.ts'
import { mailDecline } from './approval/jobs.ts'
import { AccountApprovalResolver } from './approval/resolvers.ts'
import { agentOf } from './agent/queries.ts'
import { AgentResolver } from './agent/resolvers.ts'
import { clientAccountOf } from './client-account/queries.ts'
import { AccountClientAccountsResolver, ClientAccountResolver } from './client-account/resolvers.ts'
import { AccountViewsResolver, ClientViewResolver, ViewerSeenByResolver } from './client-view/resolvers.ts'
import { responsibleAgent } from './client/reactions.ts'
import { contactMerged, contactReviewed } from './contact-review/reactions.ts'
import { letterhead } from './company/queries.ts'
import { CompanyResolver } from './company/resolvers.ts'
import { refuseDemo } from './demo/queries.ts'
import { mailEmailChangeAsked, mailEmailChangeCode, mailEmailMove } from './email-change/jobs.ts'
import { EmailChangeResolver } from './email-change/resolvers.ts'
import { DiagnosisResolver } from './diagnosis/resolvers.ts'
import { ParkedEventResolver } from './parked-event/resolvers.ts'
import { PasswordAccessResolver } from './password-access/resolvers.ts'
import { mailLogInLink } from './log-in-link/jobs.ts'
import { LogInLinkResolver } from './log-in-link/resolvers.ts'
import { measureHashing } from './password/hashing.ts'
import { mailPasswordChanged } from './password/jobs.ts'
import { mailPasswordReset } from './password-reset/jobs.ts'
import { PasswordResetResolver } from './password-reset/resolvers.ts'
import { AccountPictureResolver, AgentPictureResolver, OwnPictureResolver } from './picture/resolvers.ts'
import { mailInvitation } from './portal-account/jobs.ts'
import { accountOf, portalUsers } from './portal-account/queries.ts'
import { ContactAccountResolver, PortalAccountResolver } from './portal-account/resolvers.ts'
import { EmailChoiceRequired } from './portal-account/types.ts'
import { companyOrigins, portals, settingsAgain } from './portal/queries.ts'
import { CompanyPortalResolver, PortalResolver, PortalSettingsResolver } from './portal/resolvers.ts'
import { PortalKeyResolver } from './portal-key/resolvers.ts'
import { registerWatch } from './preference/jobs.ts'
import { profileTold } from './profile/queries.ts'
import { forgetFarewell, mailFarewell } from './profile-deletion/jobs.ts'
import { deletedAccounts } from './profile-deletion/queries.ts'
import { ProfileDeletionResolver } from './profile-deletion/resolvers.ts'
import { forgetOldProofs } from './proof/commands.ts'
import { ProfileResolver } from './profile/resolvers.ts'
import { constraints } from './refusals.ts'
import { mailRegistration } from './registration/jobs.ts'
import { RegistrationResolver } from './registration/resolvers.ts'
import { SupportAccountResolver } from './support-account/resolvers.ts'
import { personState, sessionState } from './session/queries.ts'
import { SessionResolver } from './session/resolvers.ts'
import { forgetOldSignIns } from './sign-in/commands.ts'
import { mailNewSignIn } from './sign-in/jobs.ts'
import { AccountSignInResolver, AgentSignInResolver } from './sign-in/resolvers.ts'
import { sessionNews } from './session-news/queries.ts'
import { publicKeys } from './signing-key/commands.ts'
import { termsOf } from './terms/queries.ts'
import { AccountTermsResolver, PortalTermsResolver, TermsResolver, ViewerTermsResolver } from './terms/resolvers.ts'
import { teamOf } from './team/queries.ts'
import { AgentTeamsResolver, TeamResolver } from './team/resolvers.ts'
import { mailSecondFactor } from './second-factor/jobs.ts'
import { refuseWithoutFactorSeal } from './second-factor/queries.ts'
import {
  AccountSecondFactorResolver,
  AgentSecondFactorResolver,
  SecondFactorResolver,
  ViewerSecondFactorResolver,
} from './second-factor/resolvers.ts'
import { answerProduct, answerProvider, forgetOldSignOns } from './sign-on/commands.ts'
import { AccountSignOnResolver, SignOnResolver } from './sign-on/resolvers.ts'
import { UserIsInvalid } from './sign-on/types.ts'
import { instanceOf, refuseWithoutSeal } from './sign-on-instance/queries.ts'
import {
  PortalSettingsSignOnResolver,
  PortalSignOnResolver,
  SignOnInstanceResolver,
  SignOnSettingsResolver,
} from './sign-on-instance/resolvers.ts'
import { ViewerResolver } from './viewer/resolvers.ts'

/** Accounts: who may come in. */
export const accounts: Subgraph = {
  name: 'accounts',
  servesBlocked: true,
  resolvers: [
    ViewerResolver,
    SessionResolver,
    CompanyResolver,
    AgentResolver,
    TeamResolver,
    AgentTeamsResolver,
    RegistrationResolver,
    AccountApprovalResolver,
    PasswordAccessResolver,
    SupportAccountResolver,
    PortalAccountResolver,
    ContactAccountResolver,
    AccountEditResolver,
    ProfileResolver,
    EmailChangeResolver,
    ClientAccountResolver,
    AccountClientAccountsResolver,
    OwnPictureResolver,
    AccountPictureResolver,
    AgentPictureResolver,
    UploadResolver,
    PictureResolver,
    ParkedEventResolver,
    PortalResolver,
    PortalSettingsResolver,
    PortalKeyResolver,
    CompanyPortalResolver,
    ApiKeyResolver,
    TermsResolver,
    PortalTermsResolver,
    AccountTermsResolver,
    ViewerTermsResolver,
    ProfileDeletionResolver,
    ClientViewResolver,
    AccountViewsResolver,
    ViewerSeenByResolver,
    SignOnInstanceResolver,
    PortalSignOnResolver,
    SignOnSettingsResolver,
    PortalSettingsSignOnResolver,
    SignOnResolver,
    AccountSignOnResolver,
    PasswordResetResolver,
    LogInLinkResolver,
    DiagnosisResolver,
    AccountSignInResolver,
    AgentSignInResolver,
    SecondFactorResolver,
    AccountSecondFactorResolver,
    AgentSecondFactorResolver,
    ViewerSecondFactorResolver,
  ],
  orphanedTypes: [Refused, EmailChoiceRequired, UserIsInvalid],
  references: {
    Agent: ({ id }, ctx) => agentOf(ctx, id),
    Team: ({ id }, ctx) => teamOf(ctx, id),
    PortalAccount: ({ id }, ctx) => accountOf(ctx, id),
    Upload: ({ id }, ctx) => uploadOf(ctx, id),
    ApiKey: ({ id }, ctx) => apiKeyOf(ctx, id),
    ClientAccount: ({ id }, ctx) => clientAccountOf(ctx, id),
    Contact: ({ id }) => (idOf('contact', id) ? { id } : null),
    SignOnInstance: ({ id }, ctx) => instanceOf(ctx, id),
    PortalSettings: (_, ctx) => settingsAgain(ctx),
    Terms: ({ id }, ctx) => termsOf(ctx, Number(id), null),
  },
  keyless: [
    ...['signOnStart', 'signOnComplete'],
    ...['registrationStart', 'registrationResend', 'registrationVerify', 'registrationComplete', 'clientViewStart'],
    ...['staffLogIn', 'clientLogIn', 'sessionRefresh', 'passwordChange', 'apiKeyCreate', 'termsAccept', 'companyFound'],
    ...['passwordResetStart', 'staffPasswordResetStart', 'passwordResetResend', 'passwordResetComplete'],
    ...['loginLinkRequest', 'loginLinkUse', 'profileDeletionStart', 'profileDeletionComplete'],
    ...['secondFactorStart', 'secondFactorConfirm', 'secondFactorVerify'],
  ],
  openToKeys: ['viewer', 'portal'],
  peopleOnly: [
    ...['staffLogIn', 'clientLogIn', 'sessionRefresh', 'passwordChange', 'sessions', 'sessionEnd', 'sessionEndAll'],
    ...['companyFound', 'agentInvite', 'agentInvitationResend', 'agentUpdate', 'agentRoleChange', 'agentLeave'],
    'clientViewStart',
    ...['agentReturn', 'administratorAppoint'],
    ...['apiKeys', 'apiKeyCreate', 'apiKeyUpdate', 'apiKeyRevoke'],
    ...['registrationStart', 'registrationResend', 'registrationVerify', 'registrationComplete'],
    ...['portalAccountUpdate', 'agentInvite', 'apiKeys', 'apiKeyCreate', 'apiKeyUpdate', 'apiKeyRevoke'],
    ...['signOnStart', 'signOnComplete', 'signOnUnlink'],
    ...['secondFactorStart', 'secondFactorConfirm', 'secondFactorVerify', 'secondFactorDelete', 'secondFactorReset'],
    ...['signOnInstanceCreate', 'signOnInstanceUpdate', 'signOnInstanceDelete'],
    ...['passwordResetStart', 'staffPasswordResetStart', 'passwordResetResend', 'passwordResetComplete'],
    ...['loginLinkRequest', 'loginLinkUse'],
    ...['parkedEvents', 'parkedEventRetry', 'parkedEventSkip', 'consumerReplay'],
  ],
  constraints,
  // Until then only staff made accounts.
  upcasters: { 'account.created': { 1: (data) => ({ ...data, via: 'STAFF' }) } },
  reactions: [responsibleAgent, contactReviewed, contactMerged],
  jobs: {
    activateAccount,
    forgetDraft,
    forgetFarewell,
    mailApplicant,
    mailApproval,
    mailDecline,
    mailFarewell,
    mailEmailChangeAsked,
    mailEmailChangeCode,
    mailEmailMove,
    mailInvitation,
    mailLogInLink,
    mailNewSignIn,
    mailRegistration,
    mailPasswordChanged,
    mailPasswordReset,
    mailReviewer,
    mailSecondFactor,
    mailStaffInvitation,
    registerWatch,
  },
  forget: async (services, limit) => {
    const [signIns, proofs] = [await forgetOldSignIns(services, limit), await forgetOldProofs(services, limit)]
    const [signOns, declines] = [await forgetOldSignOns(services, limit), await forgetOldDeclines(services, limit)]
    return signIns || proofs || signOns || declines
  },
  routes: [
    { method: 'GET', path: '/sign-on/callback', handle: answerProvider },
    { method: 'GET', path: '/sign-on/start', handle: answerProduct },
  ],
  async mayServe(services) {
    await refuseDemo(services)
    // Whoever registers or has forgotten their password is given a name that is sealed.
    services.seal.ready()
    await refuseWithoutSeal(services)
    await refuseWithoutFactorSeal(services)
  },
  measure: measureHashing,
  internal: {
    jwks: publicKeys,
    session: sessionState,
    person: personState,
    letterhead,
    sessionNews,
    portalUsers,
    portals,
    profile: profileTold,
    origins: companyOrigins,
    apiKey: apiKeyAnswer,
    apiKeyUsed,
    deletedAccounts,
  },
}
