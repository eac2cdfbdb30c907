import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runScript, type Child } from '../support/child.ts'
import { isAlive, postgresOf } from '../support/embedded.ts'
import { staffLogIn } from '../support/log-in.ts'
import { readMails } from '../support/mails.ts'
import type { Person } from '../support/person.ts'

// The demo company, as scripts/demo.ts founds it and the start prints it.
const handle = 'harbour-homes'
const agent = 'agent@harbour-homes.example'
const password = 'sea-view-2-rooms'

/** Starting takes seconds, and more on a busy machine. */
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 20 })

const opened: { readonly dataDir: string; readonly children: Child[] }[] = []
afterEach(async () => {
  for (const { dataDir, children } of opened.splice(0)) {
    await Promise.all(children.map((child) => child.end('SIGKILL')))
    const lock = join(dataDir, 'postgres/cluster/postmaster.pid')
    const server = existsSync(lock) ? postgresOf(dataDir) : 0
    if (server > 0 && isAlive(server)) process.kill(server, 'SIGQUIT')
    await soon(() => expect(server > 0 && isAlive(server)).toBe(false))
    rmSync(dataDir, { recursive: true, force: true })
  }
})

/** One folder of data, on which the product may be started again and again. */
function folder() {
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-start-'))
  const children: Child[] = []
  opened.push({ dataDir, children })
  function start(): Child {
    // Slow is what a busy machine is, and no news.
    const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', SLOW_MS: '600000' }
    const child = runScript('scripts/start.js', [], env)
    children.push(child)
    return child
  }
  return { dataDir, start }
}

async function served(child: Child): Promise<string> {
  const [, url] = await child.said(/serves the graph at (\S+)\/graphql/)
  return url!
}

async function agentAt(child: Child, dataDir: string): Promise<Person> {
  return staffLogIn({ url: await served(child), dataDir }, handle, agent, password)
}

const names = '{ contacts(first: 50) { edges { node { lastName } } } }'
const make =
  'mutation ($name: String!) { contactCreate(input: { firstName: "Ida", lastName: $name }) { userErrors { code } } }'

async function lastNames(person: Person): Promise<string[]> {
  const { contacts } = await person.ask<{ contacts: { edges: { node: { lastName: string } }[] } }, never>(names)
  return contacts.edges.map(({ node }) => node.lastName)
}

const newest = '{ tickets(first: 1) { edges { node { id } } } }'
const follow = 'subscription ($ticketId: ID!) { ticketUpdated(ticketId: $ticketId) { __typename } }'
const reply =
  'mutation ($ticketId: ID!) { ticketReply(input: { ticketId: $ticketId, body: "In the yard." }) { userErrors { code } } }'
interface Update {
  readonly ticketUpdated: { readonly __typename: string }
}

async function ticketOf(person: Person): Promise<string> {
  const { tickets } = await person.ask<{ tickets: { edges: { node: { id: string } }[] } }, never>(newest)
  return tickets.edges[0]!.node.id
}

describe('starting the product', { timeout: 120_000 }, () => {
  it('starts from nothing, and ends in order when it is told to', async () => {
    const { dataDir, start } = folder()
    const first = start()
    await first.said(/Stop it with Ctrl\+C/)
    const server = postgresOf(dataDir)
    const { code, stdout, stderr } = await first.end('SIGTERM')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Creating the database')
    expect(stdout).toContain(agent)
    expect(isAlive(server)).toBe(false)
  })

  it('ends in order when it is told to while it still starts', async () => {
    const { dataDir, start } = folder()
    const child = start()
    await soon(() => expect(postgresAfter(dataDir)).toBeGreaterThan(0))
    expect(await child.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' })
    expect(isAlive(postgresAfter(dataDir))).toBe(false)
  })

  it('has everything again after kill -9 of the server, of PostgreSQL, and of both', async () => {
    const { dataDir, start } = folder()
    const first = start()
    const before = await agentAt(first, dataDir)
    await before.ask(make, { name: 'Before' })
    const server = postgresOf(dataDir)
    await first.end('SIGKILL')

    const second = start()
    const robin = await agentAt(second, dataDir)
    expect(postgresOf(dataDir)).toBe(server)
    expect(await lastNames(robin)).toContain('Before')

    const ticketId = await ticketOf(robin)
    const stream = robin.follow<Update, object>(follow, { ticketId })
    expect((await stream.next()).data?.ticketUpdated.__typename).toBe('StreamOpened')
    process.kill(server, 'SIGKILL')
    await soon(async () => void (await robin.ask(reply, { ticketId })))
    expect(postgresOf(dataDir)).not.toBe(server)
    expect((await stream.next()).data?.ticketUpdated.__typename).toBe('TicketUpdated')

    process.kill(postgresOf(dataDir), 'SIGKILL')
    await second.end('SIGKILL')
    const third = start()
    expect(await lastNames(await agentAt(third, dataDir))).toContain('Before')
    expect(await third.end('SIGINT')).toMatchObject({ code: 0 })
  })

  it('completes a demo company that kills have interrupted, and makes nothing twice', async () => {
    const { dataDir, start } = folder()
    for (const mails of [1, 3]) {
      const child = start()
      await soon(async () => expect((await readMails(dataDir)).length).toBeGreaterThanOrEqual(mails))
      await child.end('SIGKILL')
      process.kill(postgresOf(dataDir), 'SIGKILL')
    }
    const robin = await agentAt(start(), dataDir)
    const lists = ['contacts', 'properties', 'deals', 'offers', 'viewings', 'tickets']
    const counted = await robin.ask<Record<string, { edges: unknown[] }>, never>(
      `{ ${lists.map((list) => `${list}(first: 50) { edges { node { id } } }`).join(' ')} }`,
    )
    expect(lists.map((list) => counted[list]!.edges.length)).toEqual([1, 3, 1, 3, 1, 1])
  })
})

function postgresAfter(dataDir: string): number {
  const lock = join(dataDir, 'postgres/cluster/postmaster.pid')
  return existsSync(lock) ? postgresOf(dataDir) : 0
}
