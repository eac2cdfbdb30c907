import { graphql } from '../support/generated/gql.ts'

export const Invite = graphql(`
  mutation Invite($input: AgentInviteInput!) {
    agentInvite(input: $input) {
      agent {
        id
        name
        role
      }
      userErrors {
        code
        message
      }
    }
  }
`)

export const CreateContact = graphql(`
  mutation CreateContact($input: ContactCreateInput!) {
    contactCreate(input: $input) {
      contact {
        id
        displayName
        isPortalUser
        responsibleAgent {
          id
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const CreateAccount = graphql(`
  mutation CreateAccount($contactId: ID!) {
    portalAccountCreate(input: { contactId: $contactId }) {
      portalAccount {
        id
        status
        email
        language
        owner {
          id
        }
        contact {
          id
          displayName
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const ReadContact = graphql(`
  query ReadContact($id: ID!) {
    contact(id: $id) {
      isPortalUser
      portalAccount {
        id
      }
      responsibleAgent {
        id
        name
      }
      activities(first: 10) {
        edges {
          node {
            kind
            via
            byId
            aboutId
          }
        }
      }
    }
  }
`)

export const Follow = graphql(`
  subscription Follow($after: Cursor, $viewingId: ID) {
    viewingChanged(after: $after, viewingId: $viewingId) {
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
        change
        status
        startsAt
        viewing {
          id
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
      ... on ViewingGateOpened {
        cursor
        gate
      }
    }
  }
`)

export const ReadGates = graphql(`
  query ReadGates($id: ID!) {
    viewing(id: $id) {
      navigation {
        __typename
        ... on NavigationOpen {
          location {
            street
          }
        }
        ... on GateClosed {
          reason
          opensAt
        }
      }
      journal {
        __typename
        ... on Journal {
          notes(first: 10) {
            edges {
              node {
                text
              }
            }
          }
        }
        ... on GateClosed {
          reason
        }
      }
    }
  }
`)

export const WriteNote = graphql(`
  mutation WriteNote($viewingId: ID!, $text: String!) {
    viewingNoteAdd(input: { viewingId: $viewingId, text: $text }) {
      userErrors {
        code
      }
    }
  }
`)

export const CreateProperty = graphql(`
  mutation CreateProperty($input: PropertyCreateInput!) {
    propertyCreate(input: $input) {
      property {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const CreateDeal = graphql(`
  mutation CreateDeal($contactId: ID!) {
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
  }
`)

export const Offer = graphql(`
  mutation Offer($dealId: ID!, $propertyId: ID!) {
    offerCreate(input: { dealId: $dealId, propertyId: $propertyId }) {
      offer {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const ReadOffers = graphql(`
  query ReadOffers {
    offers(first: 10) {
      edges {
        node {
          property {
            id
            title
          }
        }
      }
    }
  }
`)

export const RequestViewing = graphql(`
  mutation RequestViewing($input: ViewingRequestInput!) {
    viewingRequest(input: $input) {
      viewing {
        id
        status
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const ConfirmViewing = graphql(`
  mutation ConfirmViewing($input: ViewingConfirmInput!) {
    viewingConfirm(input: $input) {
      cursor
      viewing {
        id
        status
        outsidePreferred
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const RescheduleViewing = graphql(`
  mutation RescheduleViewing($input: ViewingRescheduleInput!) {
    viewingReschedule(input: $input) {
      viewing {
        id
        status
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`)

export const SubmitRequest = graphql(`
  mutation SubmitRequest($input: RequestSubmitInput!) {
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
  }
`)

export const FollowRequests = graphql(`
  subscription FollowRequests($after: Cursor) {
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
        requestStatus
        ticketStatus
        request {
          id
          status
        }
        ticket {
          id
        }
      }
    }
  }
`)

export const ReadTicket = graphql(`
  query ReadTicket($id: ID!) {
    ticket(id: $id) {
      status
      version
      contact {
        displayName
      }
      account {
        email
      }
    }
  }
`)

export const AddNote = graphql(`
  mutation AddNote($ticketId: ID!, $body: String!) {
    ticketNoteAdd(input: { ticketId: $ticketId, body: $body }) {
      ticket {
        id
      }
      userErrors {
        code
      }
    }
  }
`)

export const SetStatus = graphql(`
  mutation SetStatus($input: TicketStatusSetInput!) {
    ticketStatusSet(input: $input) {
      ticket {
        status
        version
      }
      userErrors {
        code
        message
      }
    }
  }
`)

export const ReadRequests = graphql(`
  query ReadRequests {
    requests(first: 10) {
      edges {
        node {
          id
          status
          timeline(first: 50) {
            edges {
              node {
                __typename
              }
            }
          }
        }
      }
    }
  }
`)
