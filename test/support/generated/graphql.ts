/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How far a portal account has come (ACC-7). */
export type AccountStatus =
  /** Exactly one contact’s; it can log in unless it is disabled. */
  | 'ACTIVE'
  /** Registered and not open yet: the email is not verified, or staff must approve it or look at it. It cannot log in. */
  | 'DRAFT';

/** What happened to a contact (CON-3). */
export type ActivityKind =
  /** It got a portal account. */
  | 'ACCOUNT_CREATED'
  /** Its portal account was deleted by who used it. */
  | 'ACCOUNT_DELETED'
  /** Somebody registered with its address: their portal account is its own. */
  | 'ACCOUNT_LINKED'
  /** It got another responsible agent. */
  | 'CONTACT_ASSIGNED'
  /** Staff made the contact. */
  | 'CONTACT_CREATED'
  /** Its person changed their profile in the portal, which it follows. */
  | 'EDITED_BY_CLIENT'
  /** Staff changed its portal account, which it follows. */
  | 'EDITED_BY_STAFF'
  /** Somebody whom the company did not know registered, and became this lead. */
  | 'LEAD_REGISTERED'
  /** Somebody who was another contact became a part of it. */
  | 'MERGED'
  /** Staff wrote something down about it. */
  | 'NOTE_ADDED'
  /** Staff have looked at this lead, and accepted it or not. */
  | 'REVIEWED'
  /** It asked the company something. */
  | 'TICKET_OPENED'
  /** A viewing was requested for it. */
  | 'VIEWING_REQUESTED';

/** Through what something was done. */
export type ActivityVia =
  /** It came by mail. */
  | 'EMAIL'
  /** It came with an import. */
  | 'IMPORT'
  /** The client did it in the portal. */
  | 'PORTAL'
  /** A member of staff did it. */
  | 'STAFF'
  /** Portico did it by itself. */
  | 'SYSTEM';

/** Where a property stands, as a letter would name it. */
export type AddressInput = {
  /** City, town or village; at most 100 characters. */
  city: string;
  /** An ISO 3166 code of two capital letters such as `PT`. */
  country: string;
  /** At most 20 characters. */
  postalCode?: string;
  /** State, province or district; at most 100 characters. */
  region?: string | null | undefined;
  /** Street and number; at most 200 characters. */
  street: string;
};

/** A new member of staff. */
export type AgentInviteInput = {
  /** What they log in with; at most 254 characters. */
  email: string;
  /** 1 to 100 characters. */
  firstName: string;
  /** 1 to 100 characters. */
  lastName: string;
  /** What they may do. */
  role: Role;
};

/** What a client types to log in, and the key of the portal they do it in. */
export type ClientLogInInput = {
  /** The email address, in whatever case. */
  email: string;
  /** The password, the temporary one too. */
  password: string;
  /** The company’s public portal key. */
  portalKey: string;
};

/** Somebody new. At least one of the two names is wanted. */
export type ContactCreateInput = {
  /** The first one is the main one; at most 20. */
  emails?: Array<string>;
  /** At most 100 characters. */
  firstName?: string;
  /** An RFC 5646 tag such as `en` or `pt-BR`. */
  language?: string;
  /** At most 100 characters. */
  lastName?: string;
  /** As they are dialled; at most 20. */
  phones?: Array<string>;
  /** Whose contact it is; the maker’s own if absent. */
  responsibleAgentId?: string | number | null | undefined;
};

/** An energy performance label as it is called where the property stands, from the best to the worst. */
export type EnergyLabel =
  /** The best of countries without plus signs. */
  | 'A'
  /** Written A+; the best of countries that know no more. */
  | 'A_PLUS'
  /** Written A++, the third best. */
  | 'A_PLUS_2'
  /** Written A+++, the second best. */
  | 'A_PLUS_3'
  /** Written A++++, and what is better still. */
  | 'A_PLUS_4'
  /** One worse than A. */
  | 'B'
  /** Written B-, between B and C, as in Portugal. */
  | 'B_MINUS'
  /** One worse than B. */
  | 'C'
  /** One worse than C. */
  | 'D'
  /** One worse than D. */
  | 'E'
  /** One worse than E. */
  | 'F'
  /** The worst of most countries. */
  | 'G'
  /** One worse than G, as in Germany. */
  | 'H';

/** Why a gate of a viewing is closed. */
export type GateClosedReason =
  /** The viewing was called off. */
  | 'CANCELLED'
  /** It is for the viewing’s client alone. */
  | 'CLIENT_ONLY'
  /** No time is agreed on yet. */
  | 'NOT_CONFIRMED'
  /** The day of the viewing is over. */
  | 'OVER'
  /** Staff declined the viewing. */
  | 'REJECTED'
  /** Its time has not come: see `opensAt`. */
  | 'TOO_EARLY';

/** A place on the globe, in degrees of WGS 84. */
export type GeoPointInput = {
  /** From -90 in the south to 90 in the north. */
  latitude: number;
  /** From -180 in the west to 180 in the east. */
  longitude: number;
};

/** An amount in one currency. */
export type MoneyInput = {
  /** In the currency’s minor units, such as cents. */
  amount: number;
  /** An ISO 4217 code such as `EUR`. */
  currency: string;
};

/** A change of one’s own password. */
export type PasswordChangeInput = {
  /** The present one, or the temporary one from the mail. */
  currentPassword: string;
  /** 8 to 100 characters, and none that everybody tries first. */
  newPassword: string;
};

/** A day that suits, as a calendar in the property’s time zone shows it. */
export type PreferredDateInput = {
  /** Today, there, or later. */
  date: string;
  /** Not before this time of day. */
  from?: string | null | undefined;
  /** Over by this time of day; after `from`, and after now. */
  to?: string | null | undefined;
};

/** A new property. */
export type PropertyCreateInput = {
  /** How one gets in, for staff and for whoever is on the way to a viewing; at most 2,000 characters. */
  accessNotes?: string | null | undefined;
  /** Where it stands. */
  address: AddressInput;
  /** How many it has: 0 to 1,000. */
  bathrooms?: number | null | undefined;
  /** How many it has: 0 to 1,000. */
  bedrooms?: number | null | undefined;
  /** Plain text of at most 10,000 characters. */
  description?: string;
  /** Its energy performance label. */
  energyLabel?: EnergyLabel | null | undefined;
  /** What it has. */
  features?: Array<PropertyFeature>;
  /** What sort of property it is. */
  kind: PropertyKind;
  /** In square metres, 1 to 100,000,000. */
  livingArea?: number | null | undefined;
  /** In square metres, 1 to 100,000,000. */
  plotArea?: number | null | undefined;
  /** Where it stands on a map. */
  point?: GeoPointInput | null | undefined;
  /** What is asked for it. */
  price: MoneyInput;
  /** Unique within the company; at most 50 characters. */
  reference: string;
  /** Whole or half ones, 0.5 to 1,000. */
  rooms?: number | null | undefined;
  /** Its IANA time zone such as `Europe/Lisbon`. */
  timeZone: string;
  /** One line of at most 200 characters. */
  title: string;
  /** Whether it is sold or let. */
  transaction?: PropertyTransaction;
  /** When it was built, or will be: 1000 to 2100. */
  yearBuilt?: number | null | undefined;
};

/** What a property has that others may lack. */
export type PropertyFeature =
  /** Its rooms can be cooled. */
  | 'AIR_CONDITIONING'
  /** One can step out of an upper floor. */
  | 'BALCONY'
  /** It can be entered and used without steps. */
  | 'BARRIER_FREE'
  /** Rooms below the ground. */
  | 'CELLAR'
  /** A place to charge a car. */
  | 'CHARGING_POINT'
  /** A lift leads to it. */
  | 'ELEVATOR'
  /** An open fire or a stove. */
  | 'FIREPLACE'
  /** A kitchen that stays. */
  | 'FITTED_KITCHEN'
  /** Furniture that stays. */
  | 'FURNISHED'
  /** A roof and walls for a car. */
  | 'GARAGE'
  /** Green ground of its own, or a share in it. */
  | 'GARDEN'
  /** A second toilet. */
  | 'GUEST_TOILET'
  /** It is heated by a heat pump. */
  | 'HEAT_PUMP'
  /** Nobody has lived in it yet. */
  | 'NEW_BUILDING'
  /** A place to park outside. */
  | 'PARKING_SPACE'
  /** Animals may live in it. */
  | 'PETS_ALLOWED'
  /** A terrace on the roof. */
  | 'ROOF_TERRACE'
  /** One can sweat in it. */
  | 'SAUNA'
  /** The sea is to be seen from it. */
  | 'SEA_VIEW'
  /** It makes electricity or warm water of sunlight. */
  | 'SOLAR_PANELS'
  /** A room for things, in it or beside it. */
  | 'STORAGE_ROOM'
  /** A pool to swim in. */
  | 'SWIMMING_POOL'
  /** One can sit outside at ground level. */
  | 'TERRACE'
  /** Its floors are warm. */
  | 'UNDERFLOOR_HEATING'
  /** It stands at the water. */
  | 'WATERFRONT';

/** What sort of property it is. */
export type PropertyKind =
  /** A dwelling in a building with others. */
  | 'APARTMENT'
  /** A shop, an office, a hall. */
  | 'COMMERCIAL'
  /** A house with its ground. */
  | 'HOUSE'
  /** Ground without a building. */
  | 'LAND'
  /** A garage or a parking space. */
  | 'PARKING'
  /** A room in a shared dwelling. */
  | 'ROOM';

/** What can be done with a property. */
export type PropertyTransaction =
  /** It is let, for its price a month. */
  | 'RENT'
  /** It is sold, for its price. */
  | 'SALE';

/** How far a request is, as the client sees it (TIC-3). */
export type RequestStatus =
  /** The company has answered and waits for the client. */
  | 'AWAITING_YOUR_REPLY'
  /** The company is to act. */
  | 'OPEN'
  /** Settled; a reply opens it again or, after a while, begins a new one. */
  | 'SOLVED';

/** What a client asks. */
export type RequestSubmitInput = {
  /** Plain text, 1 to 20,000 characters. */
  body: string;
  /** In one line, 1 to 200 characters. */
  subject: string;
  /** Uploads of `attachmentUploadCreate` to which the files were sent that go along; at most 10. */
  uploadIds?: Array<string | number>;
};

/** What a member of staff may do. */
export type Role =
  /** Everything in the company. */
  | 'ADMIN'
  /** Everything about the contacts they are responsible for. */
  | 'AGENT'
  /** All tickets, and to read those who ask. */
  | 'SUPPORT';

/** What a member of staff types to log in. */
export type StaffLogInInput = {
  /** The company’s handle, such as `harbour-homes`. */
  company: string;
  /** The email address, in whatever case. */
  email: string;
  /** The password, the temporary one too. */
  password: string;
};

/** How far a ticket is, as staff call it (TIC-3). */
export type TicketStatus =
  /** Settled for good; a reply of the client becomes a new ticket that follows it. */
  | 'CLOSED'
  /** Nobody of the company has answered yet. */
  | 'NEW'
  /** It waits for somebody else; to the client it is open. */
  | 'ON_HOLD'
  /** The company is to act. */
  | 'OPEN'
  /** The client is to answer. */
  | 'PENDING'
  /** Settled; a reply of the client opens it again. */
  | 'SOLVED';

/** How far the ticket is now. */
export type TicketStatusSetInput = {
  /** The `version` that was read; another one is VERSION_MISMATCH. */
  expectedVersion?: number | null | undefined;
  /** Never NEW; CLOSED only for what is solved. */
  status: TicketStatus;
  /** The ticket that gets the status. */
  ticketId: string | number;
};

/** What happened to a viewing. */
export type ViewingChange =
  /** Either side called it off. */
  | 'CANCELLED'
  /** It took place, or is taken to have. */
  | 'COMPLETED'
  /** Staff agreed on a time. */
  | 'CONFIRMED'
  /** More days were named that would suit. */
  | 'DATES_ADDED'
  /** The client did not come. */
  | 'NO_SHOW'
  /** Staff left the time as it is. */
  | 'PROPOSAL_DECLINED'
  /** The client asked for another time. */
  | 'PROPOSED'
  /** Another agent shows it. */
  | 'REASSIGNED'
  /** Staff declined. */
  | 'REJECTED'
  /** Somebody asked for it. */
  | 'REQUESTED'
  /** Staff moved it to another time. */
  | 'RESCHEDULED';

/** The time for a viewing: after now, at most 8 hours long. */
export type ViewingConfirmInput = {
  /** The block in which it gets a place, with that block’s time and agent, instead of a time of its own. */
  blockId?: string | number | null | undefined;
  /** When it ends, and the next one may start; not with a block. */
  endsAt?: string | null | undefined;
  /** The `version` that was read; another one is VERSION_MISMATCH. */
  expectedVersion?: number | null | undefined;
  /** When it starts; not with a block. */
  startsAt?: string | null | undefined;
  /** The viewing that gets the time. */
  viewingId: string | number;
};

/** What a viewing opens to its client when its time has come. */
export type ViewingGate =
  /** Writing down what it was like: `Viewing.journal` (VIE-10). */
  | 'JOURNAL'
  /** The way to it: `Viewing.navigation` (VIE-9). */
  | 'NAVIGATION';

/** What a client would like to see, and when. */
export type ViewingRequestInput = {
  /** A time of this property that several share, and in which a place is wanted. */
  blockId?: string | number | null | undefined;
  /** One to three different days; not with a block, whose day it is then. */
  preferredDates?: Array<PreferredDateInput> | null | undefined;
  /** On the market: for staff any property, for a client what is offered to them, found by a watch of theirs, or a favourite. */
  propertyId: string | number;
};

/** The new time for a viewing: after now, at most 8 hours long. */
export type ViewingRescheduleInput = {
  /** The block in which it gets a place, with that block’s time and agent, instead of a time of its own. */
  blockId?: string | number | null | undefined;
  /** When it ends, and the next one may start; not with a block. */
  endsAt?: string | null | undefined;
  /** The `version` that was read; another one is VERSION_MISMATCH. */
  expectedVersion?: number | null | undefined;
  /** When it starts; not with a block. */
  startsAt?: string | null | undefined;
  /** The viewing that gets the time. */
  viewingId: string | number;
};

/** How far a viewing is (VIE-7). */
export type ViewingStatus =
  /** Either side called it off; final. */
  | 'CANCELLED'
  /** Its time is over; `outcome` says how it went. */
  | 'COMPLETED'
  /** A time is agreed on. */
  | 'CONFIRMED'
  /** Asked for; staff have not answered yet. */
  | 'PENDING'
  /** Staff declined; final. */
  | 'REJECTED';

export type InviteMutationVariables = Exact<{
  input: AgentInviteInput;
}>;


export type InviteMutation = { agentInvite: { agent: { id: string, name: string, role: Role | null } | null, userErrors: Array<
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
    > } };

export type CreateContactMutationVariables = Exact<{
  input: ContactCreateInput;
}>;


export type CreateContactMutation = { contactCreate: { contact: { id: string, displayName: string, isPortalUser: boolean, responsibleAgent: { id: string } | null } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type CreateAccountMutationVariables = Exact<{
  contactId: string | number;
}>;


export type CreateAccountMutation = { portalAccountCreate: { portalAccount: { id: string, status: AccountStatus, email: string, language: string, owner: { id: string } | null, contact: { id: string, displayName: string } | null } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type ReadContactQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadContactQuery = { contact: { isPortalUser: boolean, portalAccount: { id: string } | null, responsibleAgent: { id: string, name: string } | null, activities: { edges: Array<{ node: { kind: ActivityKind, via: ActivityVia, byId: string | null, aboutId: string | null } }> } | null } | null };

export type FollowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  viewingId?: string | number | null | undefined;
}>;


export type FollowSubscription = { viewingChanged:
    | { __typename: 'CursorExpired', cursor: string }
    | { __typename: 'Heartbeat', cursor: string }
    | { __typename: 'StreamOpened', cursor: string }
    | { __typename: 'ViewingChanged', cursor: string, change: ViewingChange, status: ViewingStatus, startsAt: string | null, viewing: { id: string, property: { title: string }, contact: { displayName: string } | null, agent: { name: string } | null } | null }
    | { __typename: 'ViewingGateOpened', cursor: string, gate: ViewingGate }
   };

export type ReadGatesQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadGatesQuery = { viewing: { navigation:
      | { __typename: 'GateClosed', reason: GateClosedReason, opensAt: string | null }
      | { __typename: 'NavigationOpen', location: { street: string } }
    , journal:
      | { __typename: 'GateClosed', reason: GateClosedReason }
      | { __typename: 'Journal', notes: { edges: Array<{ node: { text: string } }> } | null }
     } | null };

export type WriteNoteMutationVariables = Exact<{
  viewingId: string | number;
  text: string;
}>;


export type WriteNoteMutation = { viewingNoteAdd: { userErrors: Array<
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
    > } };

export type CreatePropertyMutationVariables = Exact<{
  input: PropertyCreateInput;
}>;


export type CreatePropertyMutation = { propertyCreate: { property: { id: string } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type CreateDealMutationVariables = Exact<{
  contactId: string | number;
}>;


export type CreateDealMutation = { dealCreate: { deal: { id: string, contact: { displayName: string } | null } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type OfferMutationVariables = Exact<{
  dealId: string | number;
  propertyId: string | number;
}>;


export type OfferMutation = { offerCreate: { offer: { id: string } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type ReadOffersQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadOffersQuery = { offers: { edges: Array<{ node: { property: { id: string, title: string } } }> } | null };

export type RequestViewingMutationVariables = Exact<{
  input: ViewingRequestInput;
}>;


export type RequestViewingMutation = { viewingRequest: { viewing: { id: string, status: ViewingStatus } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type ConfirmViewingMutationVariables = Exact<{
  input: ViewingConfirmInput;
}>;


export type ConfirmViewingMutation = { viewingConfirm: { cursor: string | null, viewing: { id: string, status: ViewingStatus, outsidePreferred: boolean } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type RescheduleViewingMutationVariables = Exact<{
  input: ViewingRescheduleInput;
}>;


export type RescheduleViewingMutation = { viewingReschedule: { viewing: { id: string, status: ViewingStatus } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type SubmitRequestMutationVariables = Exact<{
  input: RequestSubmitInput;
}>;


export type SubmitRequestMutation = { requestSubmit: { request: { id: string, status: RequestStatus } | null, userErrors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type FollowRequestsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FollowRequestsSubscription = { ticketStatusChanged:
    | { __typename: 'CursorExpired', cursor: string }
    | { __typename: 'Heartbeat', cursor: string }
    | { __typename: 'StreamOpened', cursor: string }
    | { __typename: 'TicketStatusChanged', cursor: string, requestStatus: RequestStatus, ticketStatus: TicketStatus | null, request: { id: string, status: RequestStatus } | null, ticket: { id: string } | null }
   };

export type ReadTicketQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadTicketQuery = { ticket: { status: TicketStatus, version: number, contact: { displayName: string } | null, account: { email: string } | null } | null };

export type AddNoteMutationVariables = Exact<{
  ticketId: string | number;
  body: string;
}>;


export type AddNoteMutation = { ticketNoteAdd: { ticket: { id: string } | null, userErrors: Array<
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
    > } };

export type SetStatusMutationVariables = Exact<{
  input: TicketStatusSetInput;
}>;


export type SetStatusMutation = { ticketStatusSet: { ticket: { status: TicketStatus, version: number } | null, userErrors: Array<
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
    > } };

export type ReadRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadRequestsQuery = { requests: { edges: Array<{ node: { id: string, status: RequestStatus, timeline: { edges: Array<{ node:
              | { __typename: 'RequestReply' }
              | { __typename: 'RequestStatusChange' }
             }> } | null } }> } | null };

export type StaffLogInMutationVariables = Exact<{
  input: StaffLogInInput;
}>;


export type StaffLogInMutation = { staffLogIn: { session: { accessToken: string } | null, userErrors: Array<
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
    > } };

export type ClientLogInMutationVariables = Exact<{
  input: ClientLogInInput;
}>;


export type ClientLogInMutation = { clientLogIn: { session: { accessToken: string } | null, userErrors: Array<
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
    > } };

export type ChangePasswordMutationVariables = Exact<{
  input: PasswordChangeInput;
}>;


export type ChangePasswordMutation = { passwordChange: { session: { accessToken: string } | null, userErrors: Array<
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
      | { code: string }
    > } };


export const InviteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Invite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AgentInviteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentInvite"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<InviteMutation, InviteMutationVariables>;
export const CreateContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isPortalUser"}},{"kind":"Field","name":{"kind":"Name","value":"responsibleAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateContactMutation, CreateContactMutationVariables>;
export const CreateAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"portalAccountCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"portalAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateAccountMutation, CreateAccountMutationVariables>;
export const ReadContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isPortalUser"}},{"kind":"Field","name":{"kind":"Name","value":"portalAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"responsibleAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"via"}},{"kind":"Field","name":{"kind":"Name","value":"byId"}},{"kind":"Field","name":{"kind":"Name","value":"aboutId"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadContactQuery, ReadContactQueryVariables>;
export const FollowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Follow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"viewingId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewingChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"viewingId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"viewingId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamOpened"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Heartbeat"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CursorExpired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ViewingChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"property"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ViewingGateOpened"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"gate"}}]}}]}}]}}]} as unknown as DocumentNode<FollowSubscription, FollowSubscriptionVariables>;
export const ReadGatesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadGates"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"navigation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NavigationOpen"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"location"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"street"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GateClosed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"journal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Journal"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GateClosed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadGatesQuery, ReadGatesQueryVariables>;
export const WriteNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WriteNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"viewingId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewingNoteAdd"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"viewingId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"viewingId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<WriteNoteMutation, WriteNoteMutationVariables>;
export const CreatePropertyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateProperty"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PropertyCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"propertyCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"property"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreatePropertyMutation, CreatePropertyMutationVariables>;
export const CreateDealDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateDeal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dealCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<CreateDealMutation, CreateDealMutationVariables>;
export const OfferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Offer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"propertyId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"offerCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"dealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dealId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"propertyId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"propertyId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"offer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<OfferMutation, OfferMutationVariables>;
export const ReadOffersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadOffers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"offers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"property"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadOffersQuery, ReadOffersQueryVariables>;
export const RequestViewingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestViewing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ViewingRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewingRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<RequestViewingMutation, RequestViewingMutationVariables>;
export const ConfirmViewingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmViewing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ViewingConfirmInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewingConfirm"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"viewing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"outsidePreferred"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<ConfirmViewingMutation, ConfirmViewingMutationVariables>;
export const RescheduleViewingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RescheduleViewing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ViewingRescheduleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewingReschedule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<RescheduleViewingMutation, RescheduleViewingMutationVariables>;
export const SubmitRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestSubmitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestSubmit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitRequestMutation, SubmitRequestMutationVariables>;
export const FollowRequestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowRequests"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketStatusChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamOpened"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Heartbeat"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CursorExpired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TicketStatusChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"requestStatus"}},{"kind":"Field","name":{"kind":"Name","value":"ticketStatus"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<FollowRequestsSubscription, FollowRequestsSubscriptionVariables>;
export const ReadTicketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]} as unknown as DocumentNode<ReadTicketQuery, ReadTicketQueryVariables>;
export const AddNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"body"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketNoteAdd"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ticketId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ticketId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"body"},"value":{"kind":"Variable","name":{"kind":"Name","value":"body"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<AddNoteMutation, AddNoteMutationVariables>;
export const SetStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketStatusSetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketStatusSet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetStatusMutation, SetStatusMutationVariables>;
export const ReadRequestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadRequests"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadRequestsQuery, ReadRequestsQueryVariables>;
export const StaffLogInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StaffLogIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StaffLogInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffLogIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<StaffLogInMutation, StaffLogInMutationVariables>;
export const ClientLogInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClientLogIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ClientLogInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clientLogIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<ClientLogInMutation, ClientLogInMutationVariables>;
export const ChangePasswordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangePassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PasswordChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passwordChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<ChangePasswordMutation, ChangePasswordMutationVariables>;