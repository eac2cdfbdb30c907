/** One step of the journey: a tab of its own. */
export interface Step {
  /** The name of the operation, by which its tab is known. */
  readonly operation: string
  /** What happens, in a few words. */
  readonly title: string
  /** Who does it. */
  readonly as: 'staff' | 'client'
  readonly document: string
  /** An empty `…Id` is filled with the latest id of that kind. */
  readonly variables?: Readonly<Record<string, unknown>>
}

/**
 * From the first contact to the solved request: an agent and a client on two sides of the same graph. Mailed codes and
 * passwords are read on the page of captured mails.
 */
export const journey: readonly Step[] = [
  {
    operation: 'WhoAmI',
    title: 'See who is asking',
    as: 'staff',
    document: `query WhoAmI {
  viewer {
    __typename
    ... on StaffViewer { agent { id name } company { name } role }
    ... on ClientViewer { account { id email } company { name } blocks }
  }
}`,
  },
  {
    operation: 'CreateContact',
    title: 'Make a contact',
    as: 'staff',
    document: `mutation CreateContact($input: ContactCreateInput!) {
  contactCreate(input: $input) {
    contact { id firstName lastName emails { address } responsibleAgent { name } }
    userErrors { code message path }
  }
}`,
    variables: { input: { firstName: 'Robin', lastName: 'Client', emails: [{ address: 'robin@example.com' }] } },
  },
  {
    operation: 'CreatePortalAccount',
    title: 'Give it a portal account; the password is mailed',
    as: 'staff',
    document: `mutation CreatePortalAccount($contactId: ID!) {
  portalAccountCreate(input: { contactId: $contactId }) {
    portalAccount { id email status }
    userErrors { code message path }
  }
}`,
    variables: { contactId: '' },
  },
  {
    operation: 'WatchViewings',
    title: 'Follow viewings as the agent',
    as: 'staff',
    document: `subscription WatchViewings($after: Cursor) {
  viewingChanged(after: $after) {
    __typename
    ... on StreamOpened { cursor }
    ... on Heartbeat { cursor }
    ... on CursorExpired { cursor }
    ... on ViewingChanged {
      cursor
      viewing { id status startsAt property { title } contact { firstName lastName } }
    }
  }
}`,
    variables: { after: null },
  },
]
