import { parse, type ExecutionResult } from 'graphql'
import type { Actor, Client, Role, Staff } from '../../subgraphs/kernel/actor.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { newId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import type { Links, SubgraphLink, SubgraphRequest } from '../../subgraphs/kernel/link.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import { openSubgraph, type OpenSubgraph } from '../../subgraphs/kernel/open-subgraph.ts'
import { unwatched } from '../../subgraphs/kernel/telemetry/telemetry.ts'
import { contacts } from '../../subgraphs/contacts/index.ts'
import { tickets } from '../../subgraphs/tickets/index.ts'
import { freshDatabase } from '../support/database.ts'

/** Contacts and tickets on a database of their own, asked as the gateway asks them: with an actor already verified. */
export interface Office {
  as(actor: Actor): Desk
  /** Somebody of a company, whom accounts knows from then on. */
  staff(company: CompanyId, role: Role): Staff
  /** Until each subgraph has taken in what the others published. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/** What one person does there. */
export interface Desk {
  send(subgraph: 'contacts' | 'tickets', text: string, variables?: object): Promise<ExecutionResult>
  /** The same for what must succeed: its data. */
  ask<Data = Record<string, unknown>>(subgraph: 'contacts' | 'tickets', text: string, variables?: object): Promise<Data>
  follow<Item>(text: string, variables?: object): Promise<Following<Item>>
}

/** A subscription of tickets, whose every item has the alias `item`. */
export interface Following<Item> {
  /** The next item; fails when none comes within ten seconds. */
  next(): Promise<Item>
  close(): Promise<unknown>
}

export function client(company: CompanyId, contact: ContactId = newId('contact')): Client {
  return { kind: 'client', company, account: newId('account'), contact, session: newId('session'), blocks: [] }
}

export async function openOffice(): Promise<Office> {
  const database = await freshDatabase()
  const config = readConfig({ DATABASE_URL: database.url, DATABASE_POOL: '4' })
  const log = openLog('silent', 'test')
  const members = new Map<string, CompanyId>()
  const links = { accounts: accountsOf(members) } as Record<string, SubgraphLink>
  const sources: Record<string, OpenSubgraph['events']> = {}
  const open: OpenSubgraph[] = []
  for (const subgraph of [contacts, tickets]) {
    const one = await openSubgraph(subgraph, {
      config,
      database: settingsOf(config, subgraph.name),
      links: links as unknown as Links,
      sources,
      log,
      telemetry: unwatched(),
    })
    links[subgraph.name] = one.link
    sources[subgraph.name] = one.events
    open.push(one)
  }
  links['viewings'] = { ...links['accounts']!, name: 'viewings' }
  for (const one of open) await one.start()

  return {
    as: (actor) => deskOf(links, actor),
    staff(company, role) {
      const agent = newId('agent')
      members.set(agent, company)
      return { kind: 'staff', company, agent, role, session: newId('session'), blocks: [] }
    },
    async caughtUp() {
      await Promise.all(open.map((one) => one.caughtUp()))
    },
    async stop() {
      await Promise.all(open.map((one) => one.stop()))
      await database.drop()
    },
  }
}

/** Accounts as far as these two ask it: whether an agent is of the asker's company. It publishes nothing. */
function accountsOf(members: ReadonlyMap<string, CompanyId>): SubgraphLink {
  return {
    name: 'accounts',
    async execute({ actor, variables }) {
      const id = String(variables?.['id'])
      const isOurs = actor.kind !== 'anonymous' && members.get(id) === actor.company
      return { data: { agent: isOurs ? { id } : null } }
    },
    subscribe: () => Promise.reject(new Error('Nobody follows accounts here.')),
    get: async () => ({ epoch: 1, end: 0, events: [] }) as never,
    call: () => Promise.reject(new Error('Accounts has no routes here.')),
    close: async () => {},
  }
}

function deskOf(links: Readonly<Record<string, SubgraphLink>>, actor: Actor): Desk {
  const requestOf = (text: string, variables: object): SubgraphRequest => ({
    document: parse(text),
    variables: { ...variables },
    actor,
    caller: 'gateway',
    requestId: 'test',
  })
  const send: Desk['send'] = (subgraph, text, variables = {}) => links[subgraph]!.execute(requestOf(text, variables))
  return {
    send,
    async ask<Data>(subgraph: 'contacts' | 'tickets', text: string, variables?: object) {
      const { data, errors } = await send(subgraph, text, variables)
      if (errors) throw errors[0]
      return data as Data
    },
    async follow<Item>(text: string, variables: object = {}) {
      const stream = await links['tickets']!.subscribe(requestOf(text, variables))
      if (!(Symbol.asyncIterator in stream)) throw stream.errors![0]
      return {
        async next() {
          const { value, done } = await inTime(stream.next())
          if (done) throw new Error('The stream has ended.')
          if (value.errors) throw value.errors[0]
          return (value.data as { item: Item }).item
        },
        close: async () => stream.return?.(),
      }
    },
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('Nothing came for twenty seconds.')), 20_000)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
