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

const now = new Date()

/** The date some days from now, as a calendar date. */
function dateIn(days: number): string {
  return instantIn(days, 0).slice(0, 10)
}

/** An hour of the day some days from now, as an instant. */
function instantIn(days: number, hour: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, hour)).toISOString()
}

const viewingStream = `{
    __typename
    ... on StreamOpened {
      cursor
    }
    ... on Heartbeat {
      cursor
    }
    ... on CursorExpired {
      cursor
    }
    ... on ViewingChanged {
      cursor
      viewing {
        id
        status
        startsAt
        property {
          title
        }
        contact {
          displayName
        }
        agent {
          name
        }
      }
    }
  }`

/**
 * From the first contact to the solved request: an agent and a client on two sides of the same graph. Logging in and
 * changing the temporary password are done in the bar above, so that no password stands in a tab.
 */
export const journey: readonly Step[] = [
  {
    operation: 'WhoAmI',
    title: 'See who is asking',
    as: 'staff',
    document: `query WhoAmI {
  viewer {
    __typename
    ... on StaffViewer {
      agent {
        id
        name
      }
      company {
        name
      }
      role
    }
    ... on ClientViewer {
      account {
        id
        email
      }
      company {
        name
      }
      blocks
    }
  }
}`,
  },
  {
    operation: 'CreateContact',
    title: 'Make a contact',
    as: 'staff',
    document: `mutation CreateContact($input: ContactCreateInput!) {
  contactCreate(input: $input) {
    contact {
      id
      displayName
      emails
      responsibleAgent {
        name
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    // Each time the page is opened anew it is another person, since an address has one account only.
    variables: {
      input: { firstName: 'Robin', lastName: 'Example', emails: [`robin.${now.getTime().toString(36)}@example.com`] },
    },
  },
  {
    operation: 'CreateAccount',
    title: 'Give it a portal account; a password is mailed',
    as: 'staff',
    document: `mutation CreateAccount($contactId: ID!) {
  portalAccountCreate(input: { contactId: $contactId }) {
    portalAccount {
      id
      email
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { contactId: '' },
  },
  {
    operation: 'FollowAsClient',
    title: 'Log in with it, change it, and follow your viewings',
    as: 'client',
    document: `subscription FollowAsClient($after: Cursor) {
  viewingChanged(after: $after) ${viewingStream}
}`,
    variables: { after: null },
  },
  {
    operation: 'FollowAsAgent',
    title: 'Follow viewings as the agent too',
    as: 'staff',
    document: `subscription FollowAsAgent($after: Cursor) {
  viewingChanged(after: $after) ${viewingStream}
}`,
    variables: { after: null },
  },
  {
    operation: 'CreateProperty',
    title: 'Make a property known',
    as: 'staff',
    document: `mutation CreateProperty($input: PropertyCreateInput!) {
  propertyCreate(input: $input) {
    property {
      id
      title
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { input: { title: 'Canal house with a garden', timeZone: 'Europe/Amsterdam' } },
  },
  {
    operation: 'CreateDeal',
    title: 'Make a deal for the contact',
    as: 'staff',
    document: `mutation CreateDeal($contactId: ID!) {
  dealCreate(input: { contactId: $contactId }) {
    deal {
      id
      contact {
        displayName
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { contactId: '' },
  },
  {
    operation: 'OfferProperty',
    title: 'Offer the property in it',
    as: 'staff',
    document: `mutation OfferProperty($dealId: ID!, $propertyId: ID!) {
  offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {
    offer {
      id
      property {
        title
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { dealId: '', propertyId: '' },
  },
  {
    operation: 'RequestViewing',
    title: 'Ask to see it, with three dates',
    as: 'client',
    document: `mutation RequestViewing($input: ViewingRequestInput!) {
  viewingRequest(input: $input) {
    viewing {
      id
      status
      property {
        title
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: {
      input: { propertyId: '', preferredDates: [{ date: dateIn(7) }, { date: dateIn(8) }, { date: dateIn(9) }] },
    },
  },
  {
    operation: 'ConfirmViewing',
    title: 'Confirm one; the client is told at once',
    as: 'staff',
    document: `mutation ConfirmViewing($viewingId: ID!, $startsAt: DateTime!, $endsAt: DateTime!) {
  viewingConfirm(input: { viewingId: $viewingId, startsAt: $startsAt, endsAt: $endsAt }) {
    viewing {
      id
      status
      startsAt
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { viewingId: '', startsAt: instantIn(7, 10), endsAt: instantIn(7, 11) },
  },
  {
    operation: 'RescheduleViewing',
    title: 'Cut the client’s stream below, move the viewing, resume',
    as: 'staff',
    document: `mutation RescheduleViewing($viewingId: ID!, $startsAt: DateTime!, $endsAt: DateTime!) {
  viewingReschedule(input: { viewingId: $viewingId, startsAt: $startsAt, endsAt: $endsAt }) {
    viewing {
      id
      status
      startsAt
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { viewingId: '', startsAt: instantIn(8, 10), endsAt: instantIn(8, 11) },
  },
  {
    operation: 'FollowRequests',
    title: 'Follow your requests',
    as: 'client',
    document: `subscription FollowRequests($after: Cursor) {
  ticketStatusChanged(after: $after) {
    __typename
    ... on StreamOpened {
      cursor
    }
    ... on Heartbeat {
      cursor
    }
    ... on CursorExpired {
      cursor
    }
    ... on TicketStatusChanged {
      cursor
      request {
        id
        status
      }
    }
  }
}`,
    variables: { after: null },
  },
  {
    operation: 'SubmitRequest',
    title: 'Ask the company something',
    as: 'client',
    document: `mutation SubmitRequest($input: RequestSubmitInput!) {
  requestSubmit(input: $input) {
    request {
      id
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { input: { subject: 'The keys', body: 'When can I have the keys?' } },
  },
  {
    operation: 'SetPending',
    title: 'Wait for the client',
    as: 'staff',
    document: `mutation SetPending($ticketId: ID!) {
  ticketSetStatus(input: { ticketId: $ticketId, status: PENDING }) {
    ticket {
      id
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { ticketId: '' },
  },
  {
    operation: 'SetSolved',
    title: 'Solve it',
    as: 'staff',
    document: `mutation SetSolved($ticketId: ID!) {
  ticketSetStatus(input: { ticketId: $ticketId, status: SOLVED }) {
    ticket {
      id
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}`,
    variables: { ticketId: '' },
  },
]
