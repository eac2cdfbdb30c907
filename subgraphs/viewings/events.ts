import type { Fact } from '../kernel/events/event.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../kernel/ids.ts'

/** Staff made a property known; nobody in particular is concerned. */
export type PropertyCreated = Fact<'property.created', { propertyId: Id<'property'> }>

/** Staff changed what is told of a property. */
export type PropertyChanged = Fact<'property.changed', { propertyId: Id<'property'> }>
/** Staff took a property off the market: it is offered, requested and booked no more. */
export type PropertyWithdrawn = Fact<'property.withdrawn', { propertyId: Id<'property'> }>
/** Staff brought a property back that they had withdrawn. */
export type PropertyRestored = Fact<'property.restored', { propertyId: Id<'property'> }>

/** An administrator changed how the company works with viewings. */
export type ViewingSettingsChanged = Fact<'viewing_settings.changed', { companyId: CompanyId }>

/** Staff added, described, ordered or removed photos of a property; nobody in particular is concerned. */
export type PropertyPhotosChanged = Fact<'property.photos_changed', { propertyId: Id<'property'> }>

/** An agent has other hours than before; `persons` is that agent. */
export type AvailabilityChanged = Fact<'availability.changed', { agentId: AgentId }>

/** Staff set a time that several viewings of a property may share; `persons` is the agent who shows it. */
export type BlockCreated = Fact<'block.created', BlockState>
/** Staff called such a time off; what was agreed on in it was called off one by one. */
export type BlockCancelled = Fact<'block.cancelled', BlockState>

interface BlockState {
  blockId: Id<'viewing_block'>
  propertyId: Id<'property'>
  agentId: AgentId
}

/** Staff began a deal with a contact; `persons` are the contact and the agent who did. */
export type DealCreated = Fact<'deal.created', { dealId: Id<'deal'>; contactId: ContactId }>

/** Staff gave a deal another title; `persons` as above. */
export type DealUpdated = Fact<'deal.updated', { dealId: Id<'deal'>; contactId: ContactId }>
/** Staff closed a deal, or opened it again. */
export type DealClosed = Fact<'deal.closed', { dealId: Id<'deal'>; contactId: ContactId; status: 'WON' | 'LOST' }>
export type DealReopened = Fact<'deal.reopened', { dealId: Id<'deal'>; contactId: ContactId }>

/** The client changed something about a property that is offered in a deal (VIE-5). */
export type DealChangedByClient = Fact<
  'deal.changed_by_client',
  { dealId: Id<'deal'>; contactId: ContactId; propertyId: Id<'property'>; change: string; number: number }
>
/** Staff have seen what the client changed, up to this change's number. */
export type DealClientChangesSeen = Fact<
  'deal.client_changes_seen',
  { dealId: Id<'deal'>; contactId: ContactId; number: number }
>

/** A client said of a property that they like it or not, or took that back; the contact is concerned. */
export type ReactionChanged = Fact<
  'reaction.changed',
  { contactId: ContactId; propertyId: Id<'property'>; reaction: 'INTERESTED' | 'REJECTED' | null }
>
/** A client rated a property, or took that back; the contact is concerned. */
export type RatingChanged = Fact<
  'rating.changed',
  { contactId: ContactId; propertyId: Id<'property'>; rating: number | null }
>

/** A client keeps a property at hand, or does no more; the contact is concerned. */
export type FavouriteAdded = Fact<'favourite.added', { contactId: ContactId; propertyId: Id<'property'> }>
export type FavouriteRemoved = Fact<'favourite.removed', { contactId: ContactId; propertyId: Id<'property'> }>

/** An administrator made, changed or retired a reason for rejecting; nobody in particular is concerned. */
export type RejectionReasonsChanged = Fact<'rejection_reasons.changed', { rejectionReasonId: Id<'rejection_reason'> }>

/** A property was offered to a contact, or offered again; `persons` are the contact and the agent who offered it. */
export type OfferCreated = Fact<'offer.created', OfferState>
/** An offer was taken back; `persons` as above. */
export type OfferWithdrawn = Fact<'offer.withdrawn', OfferState>

interface OfferState {
  readonly offerId: Id<'offer'>
  readonly dealId: Id<'deal'>
  readonly propertyId: Id<'property'>
  readonly contactId: ContactId
}

/** What was true of a viewing after what happened to it; instants are RFC 3339 text, null until a time is agreed on. */
export interface ViewingState {
  readonly viewingId: Id<'viewing'>
  readonly propertyId: Id<'property'>
  readonly contactId: ContactId
  readonly agentId: AgentId
  readonly status: 'PENDING' | 'CONFIRMED' | 'REJECTED' | 'CANCELLED' | 'COMPLETED'
  readonly startsAt: string | null
  readonly endsAt: string | null
}

/** Somebody asked to see a property; `persons` of this and the following are the contact, the viewing's agent and the contact's. */
export type ViewingRequested = Fact<'viewing.requested', ViewingState>
/** Staff agreed on a time. */
export type ViewingConfirmed = Fact<'viewing.confirmed', ViewingState>
/** Staff declined the request. */
export type ViewingRejected = Fact<'viewing.rejected', ViewingState>
/** Staff moved it to another time. */
export type ViewingRescheduled = Fact<'viewing.rescheduled', ViewingState>
/** The client or staff called it off. */
export type ViewingCancelled = Fact<'viewing.cancelled', ViewingState>
/** It took place, as staff said or as is taken for granted at the end of its day. */
export type ViewingCompleted = Fact<'viewing.completed', ViewingState>

/** More days were named that would suit. */
export type ViewingDatesAdded = Fact<'viewing.dates_added', ViewingState>
/** The client asked for another time; the one agreed on stands until staff answer. */
export type ViewingProposed = Fact<'viewing.proposed', ViewingState>
/** Staff left the time as it is. */
export type ViewingProposalDeclined = Fact<'viewing.proposal_declined', ViewingState>
/** Another agent shows it. */
export type ViewingReassigned = Fact<'viewing.reassigned', ViewingState>
/** The client did not come. */
export type ViewingNoShow = Fact<'viewing.no_show', ViewingState>
/** A gate of a viewing has opened to its client; `persons` as above. */
export type ViewingGateOpened = Fact<
  'viewing.gate_opened',
  { viewingId: Id<'viewing'>; contactId: ContactId; gate: 'NAVIGATION' | 'JOURNAL' }
>

/** A client wrote something down about a viewing of theirs, wrote it anew, or deleted it; `persons` as above. */
export type JournalChanged = Fact<
  'viewing.journal_changed',
  {
    viewingId: Id<'viewing'>
    contactId: ContactId
    entryId: Id<'note'> | Id<'journal_file'>
    change:
      | 'NOTE_ADDED'
      | 'NOTE_UPDATED'
      | 'NOTE_DELETED'
      | 'PHOTO_ADDED'
      | 'PHOTO_DELETED'
      | 'VOICE_NOTE_ADDED'
      | 'VOICE_NOTE_DELETED'
  }
>

export type ViewingEvent =
  | ViewingRequested
  | ViewingConfirmed
  | ViewingRejected
  | ViewingRescheduled
  | ViewingCancelled
  | ViewingCompleted
  | ViewingDatesAdded
  | ViewingProposed
  | ViewingProposalDeclined
  | ViewingReassigned
  | ViewingNoShow

/** Somebody said what the client thought of a viewing, or thought better of it; `persons` as above. */
export type FeedbackGiven = Fact<
  'viewing.feedback_given',
  Pick<ViewingState, 'viewingId' | 'propertyId' | 'contactId' | 'agentId'> & { readonly isOnBehalf: boolean }
>
/** Staff said who goes along to a viewing, or what they have to see to; `persons` as above. */
export type ViewingArranged = Fact<'viewing.arranged', Pick<ViewingState, 'viewingId'>>

interface WatchState {
  readonly watchId: Id<'watch'>
  readonly contactId: ContactId
}

/** A contact, or staff for them, began to look for properties; `persons` of this and the following are the contact and their agent. */
export type WatchCreated = Fact<'watch.created', WatchState>
/** It looks for something else from now on, or is called otherwise. */
export type WatchChanged = Fact<'watch.changed', WatchState>
/** It finds nothing new until it is resumed. */
export type WatchPaused = Fact<'watch.paused', WatchState>
export type WatchResumed = Fact<'watch.resumed', WatchState>
/** It is gone, with all it had found. */
export type WatchDeleted = Fact<'watch.deleted', WatchState>
/** It found a property, which its contact sees from now on; once for each property. */
export type WatchMatched = Fact<'watch.matched', WatchState & { readonly propertyId: Id<'property'> }>

export type WatchEvent = WatchCreated | WatchChanged | WatchPaused | WatchResumed | WatchDeleted
