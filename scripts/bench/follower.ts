import { createClient } from 'graphql-ws'
import WebSocket, { type RawData } from 'ws'
import { sharedNow } from './figures.ts'

// The client of the push bench, in a process of its own: it tells its parent when it was ready and when each item came.
const { url, token, bareUrl } = JSON.parse(process.argv[2]!) as { url: string; token: string; bareUrl: string }

const client = createClient({ url, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } })
client.subscribe<{ ticketStatusChanged: { __typename: string } }>(
  {
    query: `subscription { ticketStatusChanged {
      __typename
      ... on StreamOpened { cursor }
      ... on TicketStatusChanged { cursor request { id status subject } }
    } }`,
  },
  {
    next({ data }) {
      const type = data?.ticketStatusChanged.__typename
      if (type === 'StreamOpened') process.send!({ ready: true })
      if (type === 'TicketStatusChanged') process.send!({ pushed: sharedNow() })
    },
    error: (error) => process.send!({ failed: String(error) }),
    complete: () => {},
  },
)

const bare = new WebSocket(bareUrl)
bare.on('open', () => process.send!({ ready: true }))
bare.on('message', (_: RawData) => process.send!({ bare: sharedNow() }))
process.once('disconnect', () => process.exit(0))
