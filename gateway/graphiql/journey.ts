import { parse, print } from 'graphql'
import { aroundIt, dateIn, harbour, mark, slotIn } from './harbour.ts'

/** Who does a step: an agent, the client, someone of the support desk, or an administrator. */
export type Part = 'agent' | 'client' | 'support' | 'admin'

/** One step of the journey: a tab of its own. */
export interface Step {
  /** The name of the operation, by which its tab is known. */
  readonly operation: string
  /** What happens, in a few words. */
  readonly title: string
  readonly as: Part
  readonly document: string
  /** An empty `…Id` is filled with the latest id of that kind. */
  readonly variables?: Readonly<Record<string, unknown>>
}

/** A step with its document laid out as GraphiQL's own "prettify" does. */
function step(as: Part, title: string, document: string, variables?: Step['variables']): Step {
  const text = print(parse(document))
  const operation = /^\w+ (\w+)/.exec(text)?.[1] ?? ''
  return { operation, title, as, document: text, variables }
}

const refusals = 'userErrors { code message path }'
const slotRefusals = 'userErrors { code message path ... on SlotTaken { alternatives { startsAt endsAt } } }'
const control = '__typename ... on StreamOpened { cursor } ... on Heartbeat { cursor } ... on CursorExpired { cursor }'
const viewingItems = `{ ${control} ... on ViewingChanged {
  cursor change status startsAt
  viewing { id property { title } contact { displayName } agent { name } }
} ... on ViewingGateOpened { cursor gate viewing { id } } }`
const gates = `
  navigation { __typename
    ... on NavigationOpen { location { street city } accessNotes routeUrl closesAt }
    ... on GateClosed { reason opensAt }
  }
  journal { __typename
    ... on Journal { isWritable notes(first: 10) { edges { node { text createdAt } } } }
    ... on GateClosed { reason opensAt }
  }`

/**
 * From the first contact to the solved request: an agent, a client and the support desk on their sides of the same
 * graph; then what an administrator sets. Logging in and changing a temporary password are done in the bar above, so that
 * no password stands in a tab.
 */
export const journey: readonly Step[] = [
  step(
    'agent',
    'See who is asking',
    `query WhoAmI { viewer { __typename
      ... on StaffViewer { agent { id name } company { name } role blocks }
      ... on ClientViewer { account { id email } company { name } blocks }
    } }`,
  ),
  step(
    'agent',
    'Make a contact',
    `mutation CreateContact($input: ContactCreateInput!) { contactCreate(input: $input) {
      contact { id displayName emails isPortalUser responsibleAgent { name } } ${refusals}
    } }`,
    {
      input: {
        firstName: 'Robin',
        lastName: 'Example',
        emails: [`robin.${mark}@example.com`],
        phones: [],
        language: 'en',
      },
    },
  ),
  step(
    'agent',
    'Give it a portal account; a password is mailed',
    `mutation CreateAccount($contactId: ID!) { portalAccountCreate(input: { contactId: $contactId }) {
      portalAccount { id email status owner { name } contact { displayName } } ${refusals}
    } }`,
    { contactId: '' },
  ),
  step(
    'agent',
    'Look at the contact, its account and its past',
    `query ReadContact($contactId: ID!) { contact(id: $contactId) {
      displayName isPortalUser responsibleAgent { name } portalAccount { id email status }
      activities(first: 10) { edges { node { kind via at } } }
    } }`,
    { contactId: '' },
  ),
  step(
    'client',
    'Log in with the mailed password, change it, follow your viewings',
    `subscription FollowAsClient($after: Cursor) { viewingChanged(after: $after) ${viewingItems} }`,
    { after: null },
  ),
  step(
    'agent',
    'Follow viewings as the agent too',
    `subscription FollowAsAgent($after: Cursor) { viewingChanged(after: $after) ${viewingItems} }`,
    { after: null },
  ),
  step(
    'client',
    'Watch for houses with a garden',
    `mutation MakeWatch($input: WatchCreateInput!) { watchCreate(input: $input) {
      watch { id title criteria { cities kinds features } } ${refusals}
    } }`,
    {
      input: {
        title: 'A garden at the water',
        criteria: { cities: [harbour.address.city], kinds: ['HOUSE'], features: ['GARDEN'] },
      },
    },
  ),
  step(
    'agent',
    'Make a property known',
    `mutation CreateProperty($input: PropertyCreateInput!) { propertyCreate(input: $input) {
      property { id reference title } ${refusals}
    } }`,
    {
      input: {
        reference: `EXAMPLE-${mark.toUpperCase()}`,
        title: 'House at the harbour',
        kind: 'HOUSE',
        price: { amount: 45_000_000, currency: 'EUR' },
        ...harbour,
        accessNotes: 'Ring twice; the bell is beside the green door.',
        livingArea: 140,
        rooms: 5,
        energyLabel: 'B',
        features: ['GARDEN', 'FIREPLACE', 'WATERFRONT'],
      },
    },
  ),
  step(
    'agent',
    'Make a deal for the contact',
    `mutation CreateDeal($contactId: ID!) { dealCreate(input: { contactId: $contactId }) {
      deal { id contact { displayName } } ${refusals}
    } }`,
    { contactId: '' },
  ),
  step(
    'agent',
    'Offer the property in it',
    `mutation OfferProperty($dealId: ID!, $propertyId: ID!) {
      offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) { offer { id property { title } } ${refusals} }
    }`,
    { dealId: '', propertyId: '' },
  ),
  step(
    'client',
    'Find the offer',
    `query ReadOffers { offers(first: 10) { edges { node {
      id createdAt property {
        id title price { amount currency } livingArea rooms features
        location { city ... on AreaLocation { center { latitude longitude } radiusMeters } }
      }
    } } } }`,
  ),
  step(
    'client',
    'Look for houses on the map; where they stand is told by and by',
    `query SearchMap($filter: PropertyFilter) { properties(filter: $filter, orderBy: CHEAPEST, first: 10) { edges { node {
      title energyLabel price { amount currency }
      location { __typename city ... on AreaLocation { center { latitude longitude } radiusMeters } }
    } } } }`,
    { filter: { boundingBox: aroundIt, features: ['GARDEN'], energyLabelFrom: 'C' } },
  ),
  step(
    'client',
    'Say that you like it',
    `mutation LikeProperty($propertyId: ID!) {
      reactionSet(input: { propertyId: $propertyId, reaction: INTERESTED }) { property { reaction { kind } } ${refusals} }
      ratingSet(input: { propertyId: $propertyId, rating: 4 }) { property { rating } ${refusals} }
    }`,
    { propertyId: '' },
  ),
  step(
    'agent',
    'See what the client has changed',
    `query ReadDeal($dealId: ID!) { deal(id: $dealId) {
      clientChange { change at property { title } }
      offers(first: 10) { edges { node { group rating reaction { kind } property { title } } } }
    } }`,
    { dealId: '' },
  ),
  step(
    'client',
    'Find a free time of the agent',
    `query FindSlots($propertyId: ID!, $from: LocalDate!, $to: LocalDate!) { property(id: $propertyId) {
      timeZone freeSlots(from: $from, to: $to, minutes: 60) { startsAt endsAt }
    } }`,
    { propertyId: '', from: dateIn(7), to: dateIn(8) },
  ),
  step(
    'client',
    'Ask to see it, with three dates',
    `mutation RequestViewing($input: ViewingRequestInput!) { viewingRequest(input: $input) {
      viewing { id status property { title } preferredDates { date from to } } ${refusals}
    } }`,
    {
      input: {
        propertyId: '',
        preferredDates: [{ date: dateIn(7), from: '10:00', to: '16:00' }, { date: dateIn(8) }, { date: dateIn(9) }],
      },
    },
  ),
  step(
    'agent',
    'Confirm one; the client is told at once',
    `mutation ConfirmViewing($input: ViewingConfirmInput!) { viewingConfirm(input: $input) {
      cursor viewing { id status startsAt outsidePreferred } ${slotRefusals}
    } }`,
    { input: { viewingId: '', ...slotIn(7, 10) } },
  ),
  step(
    'client',
    'Ask for the way there; it opens in time',
    `query ReadGates($viewingId: ID!) { viewing(id: $viewingId) { startsAt ${gates}
      mayCancel: viewerCan(action: CANCEL) { isAllowed }
      mayWrite: viewerCan(action: WRITE_JOURNAL) { isAllowed code message allowedFrom }
    } }`,
    { viewingId: '' },
  ),
  step(
    'agent',
    'Cut the client’s stream below, move the viewing to today, resume',
    `mutation RescheduleViewing($input: ViewingRescheduleInput!) { viewingReschedule(input: $input) {
      viewing { id status startsAt } ${slotRefusals}
    } }`,
    { input: { viewingId: '', ...slotIn(0, 18) } },
  ),
  step(
    'client',
    'Write into its journal, which is open today, as is the way there',
    `mutation WriteNote($viewingId: ID!, $text: String!) { viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {
      note { id viewing { ${gates} } } ${refusals}
    } }`,
    { viewingId: '', text: 'The light in the kitchen!' },
  ),
  step(
    'agent',
    'Read along, and see what you may do now, and when',
    `query ReadViewing($viewingId: ID!) { viewing(id: $viewingId) {
      contact { displayName } ${gates}
      mayReassign: viewerCan(action: REASSIGN) { isAllowed }
      mayComplete: viewerCan(action: COMPLETE) { isAllowed code message allowedFrom }
      mayGiveFeedback: viewerCan(action: GIVE_FEEDBACK) { isAllowed code message allowedFrom }
      history(first: 10) { edges { node { change at startsAt } } }
    } }`,
    { viewingId: '' },
  ),
  step(
    'client',
    'See what your watch has found',
    `query ReadMatches { watches(first: 5) { edges { node {
      title matches(first: 10) { edges { node { matchedAt property { title isFavourite rating } } } }
    } } } }`,
  ),
  step(
    'client',
    'Take your viewings along in a calendar; its address is shown once',
    `mutation CreateFeed { calendarFeedCreate(input: {}) { url calendarFeed { createdAt } ${refusals} } }`,
  ),
  step(
    'client',
    'Follow your requests',
    `subscription FollowRequests($after: Cursor) { ticketStatusChanged(after: $after) { ${control}
      ... on TicketStatusChanged { cursor requestStatus request { id subject status } }
    } }`,
    { after: null },
  ),
  step(
    'client',
    'Ask the company something',
    `mutation SubmitRequest($input: RequestSubmitInput!) { requestSubmit(input: $input) {
      request { id number status } ${refusals}
    } }`,
    { input: { subject: 'The keys', body: 'When can I have the keys?' } },
  ),
  step(
    'support',
    'Note something the client never sees',
    `mutation AddNote($ticketId: ID!, $body: String!) {
      ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) { ticket { id status } ${refusals} }
    }`,
    { ticketId: '', body: 'The seller is slow.' },
  ),
  statusStep('SetOnHold', 'Put it on hold; the client is told nothing', 'ON_HOLD'),
  statusStep('SetPending', 'Wait for the client, who is told at once', 'PENDING'),
  statusStep('SetSolved', 'Solve it', 'SOLVED'),
  step(
    'client',
    'Read your requests, without the note',
    `query ReadRequests { requests(first: 10) { edges { node {
      id number subject status
      timeline(first: 50) { edges { node {
        __typename at
        ... on RequestReply { body }
        ... on RequestStatusChange { to }
      } } }
    } } } }`,
  ),
  step(
    'client',
    'Choose a picture of yourself: run it, and pick a file',
    `mutation UploadPicture($input: PictureUploadCreateInput!) { pictureUploadCreate(input: $input) {
      upload { id url method headers { name value } expiresAt } ${refusals}
    } }`,
    { input: { mediaType: 'image/png', bytes: 0 } },
  ),
  step(
    'client',
    'Show it',
    `mutation SetPicture($fileId: ID!) { pictureSet(input: { uploadId: $fileId }) {
      portalAccount { id picture { width height url(size: THUMBNAIL) } }
      agent { id picture { width height url(size: THUMBNAIL) } } ${refusals}
    } }`,
    { fileId: '' },
  ),
  step(
    'admin',
    'Look at the portal’s settings',
    `query ReadPortal { portalSettings {
      version origins keys { key isCurrent }
      portal { isOn branding { displayName primaryColor accentColor } features languages registration { mode } notice }
    } }`,
  ),
  step(
    'admin',
    'Set how it looks',
    `mutation SetPortal($input: PortalSettingsUpdateInput!) { portalSettingsUpdate(input: $input) {
      portalSettings { version portal { branding { displayName primaryColor accentColor } notice } } ${refusals}
    } }`,
    { input: { branding: { primaryColor: '#1f6f6b' }, notice: 'The office is closed on Monday.' } },
  ),
  step(
    'admin',
    'Make an API key for a program; it is shown once',
    `mutation CreateApiKey($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) {
      secret apiKey { id name scopes expiresAt member { name } } ${refusals}
    } }`,
    { input: { name: 'The website', scopes: ['VIEWINGS_READ', 'CONTACTS_WRITE'] } },
  ),
  step(
    'admin',
    'Take it away again',
    `mutation RevokeApiKey($apiKeyId: ID!) { apiKeyRevoke(input: { apiKeyId: $apiKeyId }) {
      apiKey { id name revokedAt lastUsedAt } ${refusals}
    } }`,
    { apiKeyId: '' },
  ),
]

function statusStep(operation: string, title: string, status: 'ON_HOLD' | 'PENDING' | 'SOLVED'): Step {
  return step(
    'support',
    title,
    `mutation ${operation}($input: TicketStatusSetInput!) { ticketStatusSet(input: $input) {
      ticket { id status version } ${refusals}
    } }`,
    { input: { ticketId: '', status } },
  )
}
