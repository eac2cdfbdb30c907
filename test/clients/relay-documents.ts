import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime'

/** Where the compiler is, a program for each kind of machine; its package has no types. */
const compiler = createRequire(import.meta.url)('relay-compiler') as string

/** The documents as a frontend with Relay writes them; the compiler wants names that begin with their file's. */
const source = `
import { graphql } from 'relay-runtime'
graphql\`
  fragment portal_contact on Contact @refetchable(queryName: "portalContactAgainQuery") {
    id
    displayName
  }
\`
graphql\`
  query portalContactQuery($id: ID!) {
    contact(id: $id) {
      ...portal_contact
    }
  }
\`
graphql\`
  mutation portalCreateMutation($input: ContactCreateInput!, $key: String!) {
    contactCreate(input: $input) @idempotent(key: $key) {
      contact {
        id
        displayName
      }
      userErrors {
        code
        path
      }
    }
  }
\`
graphql\`
  fragment portal_contacts on Query
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "Cursor" })
  @refetchable(queryName: "portalMoreContactsQuery") {
    contacts(first: $count, after: $cursor) @connection(key: "portal_contacts") {
      edges {
        node {
          displayName
        }
      }
    }
  }
\`
graphql\`
  query portalContactsQuery($count: Int!) {
    ...portal_contacts @arguments(count: $count)
  }
\`
graphql\`
  subscription portalViewingsSubscription($after: Cursor) {
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
          id
          startsAt
        }
      }
    }
  }
\`
`

const requests = {
  contact: 'portalContactQuery',
  contactAgain: 'portalContactAgainQuery',
  create: 'portalCreateMutation',
  contacts: 'portalContactsQuery',
  moreContacts: 'portalMoreContactsQuery',
  viewings: 'portalViewingsSubscription',
} as const

const fragments = { contactFragment: 'portal_contact', contactsFragment: 'portal_contacts' } as const

/** What relay-compiler makes of a frontend's documents. */
export type RelayDocuments = Readonly<
  Record<keyof typeof requests, ConcreteRequest> & Record<keyof typeof fragments, ReaderFragment>
>

/** Compiles the documents against the public schema; fails with what the compiler says where it does not take them. */
export function compileDocuments(): RelayDocuments {
  const folder = mkdtempSync(join(tmpdir(), 'portico-relay-'))
  try {
    for (const name of ['src', 'out']) mkdirSync(join(folder, name))
    cpSync(join(import.meta.dirname, '../../schema/api.graphql'), join(folder, 'api.graphql'))
    writeFileSync(join(folder, 'src/portal.js'), source)
    const config = {
      src: 'src',
      schema: 'api.graphql',
      language: 'javascript',
      artifactDirectory: 'out',
      eagerEsModules: false,
    }
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config))
    const { status, stdout, stderr } = spawnSync(compiler, ['relay.config.json'], { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`relay-compiler refuses the documents:\n${stdout}${stderr}`)
    const load = createRequire(join(folder, 'out/loader.js'))
    const named = Object.entries({ ...requests, ...fragments })
    return Object.fromEntries(named.map(([key, name]) => [key, load(`./${name}.graphql.js`)])) as never
  } finally {
    rmSync(folder, { recursive: true })
  }
}
