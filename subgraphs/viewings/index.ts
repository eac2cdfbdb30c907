import { PictureResolver, UploadResolver } from '../kernel/files/resolvers.ts'
import { uploadOf } from '../kernel/files/upload.ts'
import { idOf } from '../kernel/ids.ts'
import { Refused } from '../kernel/payload.ts'
import type { Subgraph } from '../kernel/subgraph.ts'
import { ViewingArrangementResolver } from './arrangement/resolvers.ts'
import { AgentAvailabilityResolver } from './availability/resolvers.ts'
import { blockOf } from './block/queries.ts'
import { PropertyBlocksResolver, ViewingBlockResolver, ViewingInBlockResolver } from './block/resolvers.ts'
import { AgentCalendarResolver } from './calendar/resolvers.ts'
import { serveFeed } from './calendar-feed/queries.ts'
import { CalendarFeedResolver } from './calendar-feed/resolvers.ts'
import { ViewingChangedResolver, ViewingGateOpenedResolver } from './change/resolvers.ts'
import * as client from './client/reactions.ts'
import { dealOf } from './deal/queries.ts'
import { ContactDealsResolver, DealClientChangeResolver, DealResolver } from './deal/resolvers.ts'
import { AccountFavouritesResolver, FavouriteResolver } from './favourite/resolvers.ts'
import { ViewingFeedbackResolver } from './feedback/resolvers.ts'
import { PortalAccount } from './foreign.ts'
import { openJournal, openNavigation } from './gate/jobs.ts'
import { ContactInteractionsResolver, InteractionResolver } from './interaction/resolvers.ts'
import { OfferInterestResolver, PropertyInterestResolver } from './interest/resolvers.ts'
import { journalFileOf } from './journal-file/queries.ts'
import { RecordingResolver, ViewingPhotoResolver, ViewingVoiceNoteResolver } from './journal-file/resolvers.ts'
import { JournalResolver, ViewingJournalResolver } from './journal/resolvers.ts'
import { JournalClosed } from './journal/types.ts'
import { ContactLikedPropertiesResolver, LikedPropertyResolver } from './liked-property/resolvers.ts'
import { PropertyLocationResolver } from './location/resolvers.ts'
import { AreaLocation, ExactLocation } from './location/types.ts'
import { mailViewing } from './mail/jobs.ts'
import { AgentFreeTimesResolver, PropertyFreeSlotsResolver, ViewingFreeSlotsResolver } from './meeting/resolvers.ts'
import { followMerge } from './merge/jobs.ts'
import * as merge from './merge/reactions.ts'
import { ViewingNavigationResolver } from './navigation/resolvers.ts'
import { noteOf } from './note/queries.ts'
import { ViewingNoteResolver } from './note/resolvers.ts'
import { offerOf } from './offer/queries.ts'
import { OfferResolver } from './offer/resolvers.ts'
import { completeViewing } from './outcome/jobs.ts'
import { ViewingOutcomeResolver } from './outcome/resolvers.ts'
import { ViewingPermissionResolver } from './permission/resolvers.ts'
import { PropertyPhotoResolver, PropertyPhotosResolver } from './photo/resolvers.ts'
import { propertyOf } from './property/queries.ts'
import { importProperties } from './property-import/jobs.ts'
import { importOf } from './property-import/queries.ts'
import { PropertyImportFailureResolver, PropertyImportResolver } from './property-import/resolvers.ts'
import { PropertyResolver } from './property/resolvers.ts'
import { ViewingProposalResolver } from './proposal/resolvers.ts'
import { RatingResolver } from './rating/resolvers.ts'
import { refuse } from './refusals.ts'
import { reasonOf } from './rejection-reason/queries.ts'
import { RejectionReasonResolver } from './rejection-reason/resolvers.ts'
import { remindDayBefore, remindHourBefore } from './reminder/jobs.ts'
import { settingsAgain } from './settings/queries.ts'
import { ViewingSettingsResolver } from './settings/resolvers.ts'
import { SlotTaken } from './slot/types.ts'
import { timeViewing } from './timer/jobs.ts'
import { viewingOf } from './viewing/queries.ts'
import { ContactViewingsResolver, ViewingResolver } from './viewing/resolvers.ts'
import { matchProperty, matchWatch } from './watch/jobs.ts'
import { watchOf } from './watch/queries.ts'
import { ContactWatchesResolver, WatchMatchResolver, WatchResolver } from './watch/resolvers.ts'

const slotTaken = () => refuse('SLOT_TAKEN', { type: 'SlotTaken', path: ['input', 'startsAt'], alternatives: [] })

/** Viewings: what the client is looking at. */
export const viewings: Subgraph = {
  name: 'viewings',
  resolvers: [
    PropertyResolver,
    PropertyLocationResolver,
    PropertyImportResolver,
    PropertyImportFailureResolver,
    PropertyPhotosResolver,
    PropertyPhotoResolver,
    UploadResolver,
    PictureResolver,
    DealResolver,
    DealClientChangeResolver,
    ContactDealsResolver,
    OfferResolver,
    OfferInterestResolver,
    PropertyInterestResolver,
    RatingResolver,
    FavouriteResolver,
    AccountFavouritesResolver,
    RejectionReasonResolver,
    ViewingResolver,
    ViewingOutcomeResolver,
    ViewingProposalResolver,
    ViewingPermissionResolver,
    ContactViewingsResolver,
    ViewingFeedbackResolver,
    ViewingArrangementResolver,
    AgentCalendarResolver,
    CalendarFeedResolver,
    AgentAvailabilityResolver,
    PropertyFreeSlotsResolver,
    ViewingFreeSlotsResolver,
    AgentFreeTimesResolver,
    ViewingNavigationResolver,
    ViewingJournalResolver,
    JournalResolver,
    ViewingNoteResolver,
    ViewingPhotoResolver,
    ViewingVoiceNoteResolver,
    RecordingResolver,
    ViewingBlockResolver,
    PropertyBlocksResolver,
    ViewingInBlockResolver,
    ViewingChangedResolver,
    WatchResolver,
    WatchMatchResolver,
    ContactWatchesResolver,
    InteractionResolver,
    ContactInteractionsResolver,
    LikedPropertyResolver,
    ContactLikedPropertiesResolver,
    ViewingGateOpenedResolver,
    ViewingSettingsResolver,
  ],
  orphanedTypes: [Refused, SlotTaken, ExactLocation, AreaLocation, PortalAccount, JournalClosed],
  keyless: ['calendarFeedCreate'],
  peopleOnly: ['calendarFeed', 'calendarFeedCreate', 'calendarFeedDelete'],
  references: {
    Property: ({ id }, ctx) => propertyOf(ctx, id),
    Upload: ({ id }, ctx) => uploadOf(ctx, id),
    Deal: ({ id }, ctx) => dealOf(ctx, id),
    Offer: ({ id }, ctx) => offerOf(ctx, id),
    Viewing: ({ id }, ctx) => viewingOf(ctx, id),
    Watch: ({ id }, ctx) => watchOf(ctx, id),
    ViewingBlock: ({ id }, ctx) => blockOf(ctx, id),
    PropertyImport: ({ id }, ctx) => importOf(ctx, id),
    ViewingSettings: (_, ctx) => settingsAgain(ctx),
    RejectionReason: ({ id }, ctx) => reasonOf(ctx, id),
    ViewingNote: ({ id }, ctx) => noteOf(ctx, id),
    ViewingPhoto: ({ id }, ctx) => journalFileOf(ctx, 'PICTURE', id),
    ViewingVoiceNote: ({ id }, ctx) => journalFileOf(ctx, 'AUDIO', id),
    Contact: ({ id }) => (idOf('contact', id) ? { id } : null),
    PortalAccount: ({ id }) => (idOf('account', id) ? { id } : null),
    Agent: ({ id }) => (idOf('agent', id) ? { id } : null),
  },
  constraints: {
    property_import_running: () => refuse('IMPORT_RUNNING', { path: ['input', 'uploadId'] }),
    property_reference: () => refuse('REFERENCE_TAKEN', { path: ['input', 'reference'] }),
    viewing_open: () => refuse('OPEN_VIEWING_EXISTS', { path: ['input', 'propertyId'] }),
    slot_agent_free: slotTaken,
    slot_property_free: slotTaken,
    viewing_contact_free: slotTaken,
  },
  reactions: [...client.reactions, ...merge.reactions],
  routes: [{ method: 'GET', path: '/calendar/:name', handle: serveFeed }],
  jobs: {
    completeViewing,
    followMerge,
    importProperties,
    mailViewing,
    matchProperty,
    matchWatch,
    openJournal,
    openNavigation,
    remindDayBefore,
    remindHourBefore,
    timeViewing,
  },
}
