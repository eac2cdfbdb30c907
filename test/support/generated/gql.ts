/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation Invite($input: AgentInviteInput!) {\n    agentInvite(input: $input) {\n      agent {\n        id\n        name\n        role\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.InviteDocument,
    "\n  mutation CreateContact($input: ContactCreateInput!) {\n    contactCreate(input: $input) {\n      contact {\n        id\n        displayName\n        isPortalUser\n        responsibleAgent {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.CreateContactDocument,
    "\n  mutation CreateAccount($contactId: ID!) {\n    portalAccountCreate(input: { contactId: $contactId }) {\n      portalAccount {\n        id\n        status\n        email\n        language\n        owner {\n          id\n        }\n        contact {\n          id\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.CreateAccountDocument,
    "\n  query ReadContact($id: ID!) {\n    contact(id: $id) {\n      isPortalUser\n      portalAccount {\n        id\n      }\n      responsibleAgent {\n        id\n        name\n      }\n      activities(first: 10) {\n        edges {\n          node {\n            kind\n            via\n            byId\n            aboutId\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadContactDocument,
    "\n  subscription Follow($after: Cursor, $viewingId: ID) {\n    viewingChanged(after: $after, viewingId: $viewingId) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on ViewingChanged {\n        cursor\n        change\n        status\n        startsAt\n        viewing {\n          id\n          property {\n            title\n          }\n          contact {\n            displayName\n          }\n          agent {\n            name\n          }\n        }\n      }\n      ... on ViewingGateOpened {\n        cursor\n        gate\n      }\n    }\n  }\n": typeof types.FollowDocument,
    "\n  query ReadGates($id: ID!) {\n    viewing(id: $id) {\n      navigation {\n        __typename\n        ... on NavigationOpen {\n          location {\n            street\n          }\n        }\n        ... on GateClosed {\n          reason\n          opensAt\n        }\n      }\n      journal {\n        __typename\n        ... on Journal {\n          notes(first: 10) {\n            edges {\n              node {\n                text\n              }\n            }\n          }\n        }\n        ... on GateClosed {\n          reason\n        }\n      }\n    }\n  }\n": typeof types.ReadGatesDocument,
    "\n  mutation WriteNote($viewingId: ID!, $text: String!) {\n    viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.WriteNoteDocument,
    "\n  mutation CreateProperty($input: PropertyCreateInput!) {\n    propertyCreate(input: $input) {\n      property {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.CreatePropertyDocument,
    "\n  mutation CreateDeal($contactId: ID!) {\n    dealCreate(input: { contactId: $contactId }) {\n      deal {\n        id\n        contact {\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.CreateDealDocument,
    "\n  mutation Offer($dealId: ID!, $propertyId: ID!) {\n    offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {\n      offer {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.OfferDocument,
    "\n  query ReadOffers {\n    offers(first: 10) {\n      edges {\n        node {\n          property {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadOffersDocument,
    "\n  mutation RequestViewing($input: ViewingRequestInput!) {\n    viewingRequest(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.RequestViewingDocument,
    "\n  mutation ConfirmViewing($input: ViewingConfirmInput!) {\n    viewingConfirm(input: $input) {\n      cursor\n      viewing {\n        id\n        status\n        outsidePreferred\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.ConfirmViewingDocument,
    "\n  mutation RescheduleViewing($input: ViewingRescheduleInput!) {\n    viewingReschedule(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.RescheduleViewingDocument,
    "\n  mutation SubmitRequest($input: RequestSubmitInput!) {\n    requestSubmit(input: $input) {\n      request {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.SubmitRequestDocument,
    "\n  subscription FollowRequests($after: Cursor) {\n    ticketStatusChanged(after: $after) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on TicketStatusChanged {\n        cursor\n        requestStatus\n        ticketStatus\n        request {\n          id\n          status\n        }\n        ticket {\n          id\n        }\n      }\n    }\n  }\n": typeof types.FollowRequestsDocument,
    "\n  query ReadTicket($id: ID!) {\n    ticket(id: $id) {\n      status\n      version\n      contact {\n        displayName\n      }\n      account {\n        email\n      }\n    }\n  }\n": typeof types.ReadTicketDocument,
    "\n  mutation AddNote($ticketId: ID!, $body: String!) {\n    ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) {\n      ticket {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.AddNoteDocument,
    "\n  mutation SetStatus($input: TicketStatusSetInput!) {\n    ticketStatusSet(input: $input) {\n      ticket {\n        status\n        version\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SetStatusDocument,
    "\n  query ReadRequests {\n    requests(first: 10) {\n      edges {\n        node {\n          id\n          status\n          timeline(first: 50) {\n            edges {\n              node {\n                __typename\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadRequestsDocument,
    "\n  mutation StaffLogIn($input: StaffLogInInput!) {\n    staffLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.StaffLogInDocument,
    "\n  mutation ClientLogIn($input: ClientLogInInput!) {\n    clientLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ClientLogInDocument,
    "\n  mutation ChangePassword($input: PasswordChangeInput!) {\n    passwordChange(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
};
const documents: Documents = {
    "\n  mutation Invite($input: AgentInviteInput!) {\n    agentInvite(input: $input) {\n      agent {\n        id\n        name\n        role\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.InviteDocument,
    "\n  mutation CreateContact($input: ContactCreateInput!) {\n    contactCreate(input: $input) {\n      contact {\n        id\n        displayName\n        isPortalUser\n        responsibleAgent {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.CreateContactDocument,
    "\n  mutation CreateAccount($contactId: ID!) {\n    portalAccountCreate(input: { contactId: $contactId }) {\n      portalAccount {\n        id\n        status\n        email\n        language\n        owner {\n          id\n        }\n        contact {\n          id\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.CreateAccountDocument,
    "\n  query ReadContact($id: ID!) {\n    contact(id: $id) {\n      isPortalUser\n      portalAccount {\n        id\n      }\n      responsibleAgent {\n        id\n        name\n      }\n      activities(first: 10) {\n        edges {\n          node {\n            kind\n            via\n            byId\n            aboutId\n          }\n        }\n      }\n    }\n  }\n": types.ReadContactDocument,
    "\n  subscription Follow($after: Cursor, $viewingId: ID) {\n    viewingChanged(after: $after, viewingId: $viewingId) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on ViewingChanged {\n        cursor\n        change\n        status\n        startsAt\n        viewing {\n          id\n          property {\n            title\n          }\n          contact {\n            displayName\n          }\n          agent {\n            name\n          }\n        }\n      }\n      ... on ViewingGateOpened {\n        cursor\n        gate\n      }\n    }\n  }\n": types.FollowDocument,
    "\n  query ReadGates($id: ID!) {\n    viewing(id: $id) {\n      navigation {\n        __typename\n        ... on NavigationOpen {\n          location {\n            street\n          }\n        }\n        ... on GateClosed {\n          reason\n          opensAt\n        }\n      }\n      journal {\n        __typename\n        ... on Journal {\n          notes(first: 10) {\n            edges {\n              node {\n                text\n              }\n            }\n          }\n        }\n        ... on GateClosed {\n          reason\n        }\n      }\n    }\n  }\n": types.ReadGatesDocument,
    "\n  mutation WriteNote($viewingId: ID!, $text: String!) {\n    viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {\n      userErrors {\n        code\n      }\n    }\n  }\n": types.WriteNoteDocument,
    "\n  mutation CreateProperty($input: PropertyCreateInput!) {\n    propertyCreate(input: $input) {\n      property {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.CreatePropertyDocument,
    "\n  mutation CreateDeal($contactId: ID!) {\n    dealCreate(input: { contactId: $contactId }) {\n      deal {\n        id\n        contact {\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.CreateDealDocument,
    "\n  mutation Offer($dealId: ID!, $propertyId: ID!) {\n    offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {\n      offer {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.OfferDocument,
    "\n  query ReadOffers {\n    offers(first: 10) {\n      edges {\n        node {\n          property {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n": types.ReadOffersDocument,
    "\n  mutation RequestViewing($input: ViewingRequestInput!) {\n    viewingRequest(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.RequestViewingDocument,
    "\n  mutation ConfirmViewing($input: ViewingConfirmInput!) {\n    viewingConfirm(input: $input) {\n      cursor\n      viewing {\n        id\n        status\n        outsidePreferred\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.ConfirmViewingDocument,
    "\n  mutation RescheduleViewing($input: ViewingRescheduleInput!) {\n    viewingReschedule(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.RescheduleViewingDocument,
    "\n  mutation SubmitRequest($input: RequestSubmitInput!) {\n    requestSubmit(input: $input) {\n      request {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.SubmitRequestDocument,
    "\n  subscription FollowRequests($after: Cursor) {\n    ticketStatusChanged(after: $after) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on TicketStatusChanged {\n        cursor\n        requestStatus\n        ticketStatus\n        request {\n          id\n          status\n        }\n        ticket {\n          id\n        }\n      }\n    }\n  }\n": types.FollowRequestsDocument,
    "\n  query ReadTicket($id: ID!) {\n    ticket(id: $id) {\n      status\n      version\n      contact {\n        displayName\n      }\n      account {\n        email\n      }\n    }\n  }\n": types.ReadTicketDocument,
    "\n  mutation AddNote($ticketId: ID!, $body: String!) {\n    ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) {\n      ticket {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.AddNoteDocument,
    "\n  mutation SetStatus($input: TicketStatusSetInput!) {\n    ticketStatusSet(input: $input) {\n      ticket {\n        status\n        version\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.SetStatusDocument,
    "\n  query ReadRequests {\n    requests(first: 10) {\n      edges {\n        node {\n          id\n          status\n          timeline(first: 50) {\n            edges {\n              node {\n                __typename\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ReadRequestsDocument,
    "\n  mutation StaffLogIn($input: StaffLogInInput!) {\n    staffLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.StaffLogInDocument,
    "\n  mutation ClientLogIn($input: ClientLogInInput!) {\n    clientLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ClientLogInDocument,
    "\n  mutation ChangePassword($input: PasswordChangeInput!) {\n    passwordChange(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n": types.ChangePasswordDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Invite($input: AgentInviteInput!) {\n    agentInvite(input: $input) {\n      agent {\n        id\n        name\n        role\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Invite($input: AgentInviteInput!) {\n    agentInvite(input: $input) {\n      agent {\n        id\n        name\n        role\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContact($input: ContactCreateInput!) {\n    contactCreate(input: $input) {\n      contact {\n        id\n        displayName\n        isPortalUser\n        responsibleAgent {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContact($input: ContactCreateInput!) {\n    contactCreate(input: $input) {\n      contact {\n        id\n        displayName\n        isPortalUser\n        responsibleAgent {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAccount($contactId: ID!) {\n    portalAccountCreate(input: { contactId: $contactId }) {\n      portalAccount {\n        id\n        status\n        email\n        language\n        owner {\n          id\n        }\n        contact {\n          id\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateAccount($contactId: ID!) {\n    portalAccountCreate(input: { contactId: $contactId }) {\n      portalAccount {\n        id\n        status\n        email\n        language\n        owner {\n          id\n        }\n        contact {\n          id\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadContact($id: ID!) {\n    contact(id: $id) {\n      isPortalUser\n      portalAccount {\n        id\n      }\n      responsibleAgent {\n        id\n        name\n      }\n      activities(first: 10) {\n        edges {\n          node {\n            kind\n            via\n            byId\n            aboutId\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReadContact($id: ID!) {\n    contact(id: $id) {\n      isPortalUser\n      portalAccount {\n        id\n      }\n      responsibleAgent {\n        id\n        name\n      }\n      activities(first: 10) {\n        edges {\n          node {\n            kind\n            via\n            byId\n            aboutId\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Follow($after: Cursor, $viewingId: ID) {\n    viewingChanged(after: $after, viewingId: $viewingId) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on ViewingChanged {\n        cursor\n        change\n        status\n        startsAt\n        viewing {\n          id\n          property {\n            title\n          }\n          contact {\n            displayName\n          }\n          agent {\n            name\n          }\n        }\n      }\n      ... on ViewingGateOpened {\n        cursor\n        gate\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Follow($after: Cursor, $viewingId: ID) {\n    viewingChanged(after: $after, viewingId: $viewingId) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on ViewingChanged {\n        cursor\n        change\n        status\n        startsAt\n        viewing {\n          id\n          property {\n            title\n          }\n          contact {\n            displayName\n          }\n          agent {\n            name\n          }\n        }\n      }\n      ... on ViewingGateOpened {\n        cursor\n        gate\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadGates($id: ID!) {\n    viewing(id: $id) {\n      navigation {\n        __typename\n        ... on NavigationOpen {\n          location {\n            street\n          }\n        }\n        ... on GateClosed {\n          reason\n          opensAt\n        }\n      }\n      journal {\n        __typename\n        ... on Journal {\n          notes(first: 10) {\n            edges {\n              node {\n                text\n              }\n            }\n          }\n        }\n        ... on GateClosed {\n          reason\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReadGates($id: ID!) {\n    viewing(id: $id) {\n      navigation {\n        __typename\n        ... on NavigationOpen {\n          location {\n            street\n          }\n        }\n        ... on GateClosed {\n          reason\n          opensAt\n        }\n      }\n      journal {\n        __typename\n        ... on Journal {\n          notes(first: 10) {\n            edges {\n              node {\n                text\n              }\n            }\n          }\n        }\n        ... on GateClosed {\n          reason\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WriteNote($viewingId: ID!, $text: String!) {\n    viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {\n      userErrors {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WriteNote($viewingId: ID!, $text: String!) {\n    viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {\n      userErrors {\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProperty($input: PropertyCreateInput!) {\n    propertyCreate(input: $input) {\n      property {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateProperty($input: PropertyCreateInput!) {\n    propertyCreate(input: $input) {\n      property {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateDeal($contactId: ID!) {\n    dealCreate(input: { contactId: $contactId }) {\n      deal {\n        id\n        contact {\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateDeal($contactId: ID!) {\n    dealCreate(input: { contactId: $contactId }) {\n      deal {\n        id\n        contact {\n          displayName\n        }\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Offer($dealId: ID!, $propertyId: ID!) {\n    offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {\n      offer {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Offer($dealId: ID!, $propertyId: ID!) {\n    offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {\n      offer {\n        id\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadOffers {\n    offers(first: 10) {\n      edges {\n        node {\n          property {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReadOffers {\n    offers(first: 10) {\n      edges {\n        node {\n          property {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestViewing($input: ViewingRequestInput!) {\n    viewingRequest(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestViewing($input: ViewingRequestInput!) {\n    viewingRequest(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmViewing($input: ViewingConfirmInput!) {\n    viewingConfirm(input: $input) {\n      cursor\n      viewing {\n        id\n        status\n        outsidePreferred\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmViewing($input: ViewingConfirmInput!) {\n    viewingConfirm(input: $input) {\n      cursor\n      viewing {\n        id\n        status\n        outsidePreferred\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RescheduleViewing($input: ViewingRescheduleInput!) {\n    viewingReschedule(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RescheduleViewing($input: ViewingRescheduleInput!) {\n    viewingReschedule(input: $input) {\n      viewing {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitRequest($input: RequestSubmitInput!) {\n    requestSubmit(input: $input) {\n      request {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SubmitRequest($input: RequestSubmitInput!) {\n    requestSubmit(input: $input) {\n      request {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowRequests($after: Cursor) {\n    ticketStatusChanged(after: $after) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on TicketStatusChanged {\n        cursor\n        requestStatus\n        ticketStatus\n        request {\n          id\n          status\n        }\n        ticket {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription FollowRequests($after: Cursor) {\n    ticketStatusChanged(after: $after) {\n      __typename\n      ... on StreamOpened {\n        cursor\n      }\n      ... on Heartbeat {\n        cursor\n      }\n      ... on CursorExpired {\n        cursor\n      }\n      ... on TicketStatusChanged {\n        cursor\n        requestStatus\n        ticketStatus\n        request {\n          id\n          status\n        }\n        ticket {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadTicket($id: ID!) {\n    ticket(id: $id) {\n      status\n      version\n      contact {\n        displayName\n      }\n      account {\n        email\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReadTicket($id: ID!) {\n    ticket(id: $id) {\n      status\n      version\n      contact {\n        displayName\n      }\n      account {\n        email\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddNote($ticketId: ID!, $body: String!) {\n    ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) {\n      ticket {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AddNote($ticketId: ID!, $body: String!) {\n    ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) {\n      ticket {\n        id\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStatus($input: TicketStatusSetInput!) {\n    ticketStatusSet(input: $input) {\n      ticket {\n        status\n        version\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetStatus($input: TicketStatusSetInput!) {\n    ticketStatusSet(input: $input) {\n      ticket {\n        status\n        version\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadRequests {\n    requests(first: 10) {\n      edges {\n        node {\n          id\n          status\n          timeline(first: 50) {\n            edges {\n              node {\n                __typename\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ReadRequests {\n    requests(first: 10) {\n      edges {\n        node {\n          id\n          status\n          timeline(first: 50) {\n            edges {\n              node {\n                __typename\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StaffLogIn($input: StaffLogInInput!) {\n    staffLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StaffLogIn($input: StaffLogInInput!) {\n    staffLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClientLogIn($input: ClientLogInInput!) {\n    clientLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ClientLogIn($input: ClientLogInInput!) {\n    clientLogIn(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: PasswordChangeInput!) {\n    passwordChange(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($input: PasswordChangeInput!) {\n    passwordChange(input: $input) {\n      session {\n        accessToken\n      }\n      userErrors {\n        code\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;