/** Where the product is, as anybody outside knows it. */
export interface Portal {
  /** The graph over HTTP. */
  readonly url: string
  /** The graph over WebSocket, by a way that can be cut. */
  readonly wsUrl: string
  /** Server-sent events, by a way that can be cut. */
  readonly sseUrl: string
  readonly token: string
}

/** What a stream of viewings tells, as far as the clients ask for it. */
export interface Item {
  readonly __typename: 'StreamOpened' | 'Heartbeat' | 'CursorExpired' | 'ViewingChanged'
  readonly cursor: string
  /** When the viewing starts as it was agreed on then. */
  readonly startsAt?: string | null
  readonly viewing?: { readonly id: string; readonly startsAt: string } | null
}

export interface Contact {
  readonly id: string
  readonly displayName: string
}

export interface Created {
  readonly contact: Contact | null
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] | null }[]
}

/** A client of another make, set up as its own pages say, with nothing of ours but addresses and a token. */
export interface ForeignClient {
  contact(id: string): Promise<Contact | null>
  create(lastName: string, key: string): Promise<Created>
  /** The names of all contacts, read in pages of this size and joined as this client joins them. */
  contacts(size: number): Promise<string[]>
  /** Follows the viewings; resolves or fails when the stream ends. */
  follow(after: string | null, onItem: (item: Item) => void): Promise<void>
  close(): void | Promise<void>
}

export const contactQuery = /* GraphQL */ `
  query Contact($id: ID!) {
    contact(id: $id) {
      __typename
      id
      displayName
    }
  }
`

export const createMutation = /* GraphQL */ `
  mutation CreateContact($input: ContactCreateInput!, $key: String!) {
    contactCreate(input: $input) @idempotent(key: $key) {
      contact {
        __typename
        id
        displayName
      }
      userErrors {
        code
        path
      }
    }
  }
`

export const contactsQuery = /* GraphQL */ `
  query Contacts($first: Int!, $after: Cursor) {
    contacts(first: $first, after: $after) {
      edges {
        cursor
        node {
          __typename
          id
          displayName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`

export const viewingsSubscription = /* GraphQL */ `
  subscription Viewings($after: Cursor) {
    viewingChanged(after: $after) {
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
        startsAt
        viewing {
          __typename
          id
          startsAt
        }
      }
    }
  }
`

export interface ContactData {
  readonly contact: Contact | null
}

export interface CreateData {
  readonly contactCreate: Created
}

export interface ContactsData {
  readonly contacts: {
    readonly edges: readonly { readonly cursor: string; readonly node: Contact }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  } | null
}

export interface ViewingsData {
  readonly viewingChanged: Item
}

/** Reads page after page with the last one's end, for clients that leave joining them to whoever uses them. */
export async function pageByPage(
  read: (variables: { readonly first: number; readonly after: string | null }) => Promise<ContactsData>,
  size: number,
): Promise<string[]> {
  const names: string[] = []
  let after: string | null = null
  do {
    const { edges, pageInfo }: NonNullable<ContactsData['contacts']> = (await read({ first: size, after })).contacts!
    names.push(...edges.map(({ node }) => node.displayName))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return names
}
