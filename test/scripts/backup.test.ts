import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { startApp } from '../support/app.ts'
import { runScript } from '../support/child.ts'
import { emptyDatabase, fourDatabases, type FourDatabases } from '../support/database.ts'
import { isAlive, postgresOf } from '../support/embedded.ts'
import { eventually } from '../support/eventually.ts'
import { staffLogIn, type Place } from '../support/log-in.ts'
import { administrator, done, folder, found, refused, type Settings } from '../support/operator.ts'
import { person, type Person } from '../support/person.ts'
import { rowsOf } from '../support/snapshot.ts'
import { makeProperty, mutate, offer } from '../viewings/brokerage.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** The product as one process on an embedded database, until the test's end. */
async function startEmbedded(dataDir: string): Promise<Place> {
  const child = runScript('scripts/start.js', [], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' })
  undo.push(async () => {
    await child.end('SIGKILL')
    const lock = join(dataDir, 'postgres/cluster/postmaster.pid')
    const server = existsSync(lock) ? postgresOf(dataDir) : 0
    if (server > 0 && isAlive(server)) process.kill(server, 'SIGQUIT')
    await eventually(async () => expect(server > 0 && isAlive(server)).toBe(false))
  })
  const [, url] = await child.said(/serves the graph at (\S+)\/graphql/)
  return { url: url!, dataDir }
}

const adminAt = (place: Place) => staffLogIn(place, administrator.company, administrator.email, administrator.password)

const documents = {
  make: 'mutation ($name: String!) { contactCreate(input: { firstName: "Ida", lastName: $name, emails: ["ida@example.com"] }) { contact { id } } }',
  account:
    'mutation ($contactId: ID!) { portalAccountCreate(input: { contactId: $contactId }) { userErrors { code } } }',
  contact: 'query ($id: ID!) { contact(id: $id) { isPortalUser } }',
  names: 'query ($after: Cursor) { contacts(first: 50, after: $after) { edges { cursor node { lastName } } } }',
  viewings: '{ viewings(first: 5) { eventsCursor edges { node { id status contact { displayName } } } } }',
  follow:
    'subscription ($after: Cursor) { viewingChanged(after: $after) { __typename ... on ViewingChanged { change } } }',
}
interface Names {
  readonly contacts: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly lastName: string } }[]
  }
}
interface Viewings {
  readonly viewings: {
    readonly eventsCursor: string
    readonly edges: readonly { readonly node: { readonly id: string; readonly status: string } }[]
  }
}
interface Change {
  readonly viewingChanged: { readonly __typename: string; readonly change?: string }
}

async function makeContact(who: Person, name: string): Promise<string> {
  const { contactCreate } = await who.ask<{ contactCreate: { contact: { id: string } } }, object>(documents.make, {
    name,
  })
  return contactCreate.contact.id
}

async function makeViewing(who: Person, contactId: string): Promise<void> {
  const propertyId = await makeProperty(who)
  await offer(who, contactId, [propertyId])
  const date = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const { userErrors } = await mutate(who, 'Book', { contactId, propertyId, preferredDates: [{ date }] })
  expect(userErrors).toEqual([])
}

/** The names of all contacts, page after page. */
async function namesOf(who: Person): Promise<string[]> {
  const names: string[] = []
  for (let after: string | null = null; ;) {
    const { contacts }: Names = await who.ask<Names, object>(documents.names, { after })
    names.push(...contacts.edges.map(({ node }) => node.lastName))
    const last = contacts.edges.at(-1)
    if (!last) return names
    after = last.cursor
  }
}

/** Makes contacts one after the other until it is told to stop; gives back their names. One has been made already. */
async function keepWriting(who: Person): Promise<() => Promise<string[]>> {
  let isOver = false
  const names = ['Writer 0']
  await makeContact(who, 'Writer 0')
  const writing = (async () => {
    while (!isOver) {
      await makeContact(who, `Writer ${names.length}`)
      names.push(`Writer ${names.length}`)
    }
  })()
  return async () => {
    isOver = true
    await writing
    return names
  }
}

/** Reactions go on: accounts hears of a new contact, and contacts of its account. */
async function eventsTravel(who: Person): Promise<void> {
  const contactId = await makeContact(who, 'Anew')
  await eventually(async () => {
    const made = await who.ask<{ portalAccountCreate: { userErrors: unknown[] } }, object>(documents.account, {
      contactId,
    })
    expect(made.portalAccountCreate.userErrors).toEqual([])
  })
  await eventually(async () => {
    expect(await who.ask(documents.contact, { id: contactId })).toEqual({ contact: { isPortalUser: true } })
  })
}

const settingsFor = ({ urls }: FourDatabases): Settings =>
  Object.fromEntries(subgraphNames.map((name) => [`DATABASE_URL_${name.toUpperCase()}`, urls[name]]))

describe('a backup of one database', () => {
  it('is made while the product writes, and restored into an empty folder: the same data, and events go on', async () => {
    const [dataDir, outside] = [folder(undo), folder(undo)]
    const archive = join(outside, 'all.tar.gz')
    const first = await startApp()
    undo.push(() => first.stop())
    await found(first.databaseUrl, 'portico_accounts')
    const here = { DATA_DIR: first.dataDir, DATABASE_URL: first.databaseUrl }
    mkdirSync(join(first.dataDir, 'files/ab'), { recursive: true })
    writeFileSync(join(first.dataDir, 'files/ab/picture'), 'colours')
    writeFileSync(join(first.dataDir, 'files/empty'), '')

    const before = await adminAt(first)
    await makeViewing(before, await makeContact(before, 'Before'))
    const { viewings } = await before.ask<Viewings, object>(documents.viewings)
    const stopWriting = await keepWriting(before)
    expect(await done('backup', [archive], here)).toContain(`into ${archive}`)
    const written = await stopWriting()
    await makeContact(before, 'After')
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    expect(await refused('restore', [archive, '--replace'], here)).toContain('The product is running')

    await done('restore', [archive], { DATA_DIR: dataDir })
    expect(readFileSync(join(dataDir, 'files/ab/picture'), 'utf8')).toBe('colours')
    expect(readFileSync(join(dataDir, 'files/empty'), 'utf8')).toBe('')
    const second = await startEmbedded(dataDir)
    const former = await person(second.url, before.token).send(documents.names)
    expect(former.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })

    const admin = await adminAt(second)
    const names = await namesOf(admin)
    expect(names).toContain('Before')
    expect(names).not.toContain('After')
    // What was written meanwhile is there up to one moment.
    const kept = written.filter((name) => names.includes(name))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept).toEqual(written.slice(0, kept.length))

    const expired = admin.follow<Change, object>(documents.follow, { after: viewings.eventsCursor })
    expect((await expired.next()).data?.viewingChanged.__typename).toBe('CursorExpired')
    const anew = await admin.ask<Viewings, object>(documents.viewings)
    expect(anew.viewings.edges).toEqual(viewings.edges)
    const stream = admin.follow<Change, object>(documents.follow, { after: anew.viewings.eventsCursor })
    expect((await stream.next()).data?.viewingChanged.__typename).toBe('StreamOpened')
    const { userErrors } = await mutate(admin, 'Cancel', { viewingId: anew.viewings.edges[0]!.node.id })
    expect(userErrors).toEqual([])
    expect((await stream.next()).data?.viewingChanged).toMatchObject({ change: 'CANCELLED' })
    stream.cut()
    await eventsTravel(admin)

    expect(await done('backup', [], { DATA_DIR: dataDir })).toContain(join(dataDir, 'backups/portico-'))
  }, 120_000)
})

describe('a backup of four databases', () => {
  it('is restored into four others, and into one', async () => {
    const [from, to, one] = [await fourDatabases(), await fourDatabases(), await emptyDatabase()]
    undo.push(from.drop, to.drop, one.drop)
    const dataDir = folder(undo)
    const archive = join(dataDir, 'four.tar.gz')
    const first = await startApp({ env: settingsFor(from) })
    await found(from.urls.accounts)
    const before = await adminAt(first)
    await makeViewing(before, await makeContact(before, 'Before'))
    await first.host.caughtUp()
    const { viewings } = await before.ask<Viewings, object>(documents.viewings)
    await done('backup', [archive], { ...settingsFor(from), DATA_DIR: dataDir })
    await first.stop()

    await done('restore', [archive], { ...settingsFor(to), DATA_DIR: dataDir })
    await done('restore', [archive], { DATABASE_URL: one.url, DATA_DIR: dataDir })
    const kept = await rowsOf(one.url)
    for (const name of subgraphNames) {
      const rows = await rowsOf(to.urls[name])
      for (const table of Object.keys(rows).filter((table) => !/\.(head|life|migration|migrations)$/.test(table)))
        expect({ [table]: rows[table] }).toEqual({ [table]: kept[table] })
    }

    const second = await startApp({ env: settingsFor(to) })
    undo.push(() => second.stop())
    const admin = await adminAt(second)
    expect(await admin.ask<Viewings, object>(documents.viewings)).toMatchObject({ viewings: { edges: viewings.edges } })
  }, 120_000)
})
