import { ConfigError, readConfig, type Config } from '../subgraphs/kernel/config.ts'
import { reachable, settingsOf } from '../subgraphs/kernel/database-settings.ts'
import { connect, openDb, type Db, type Sql } from '../subgraphs/kernel/db.ts'
import type { Reaction } from '../subgraphs/kernel/events/consumer.ts'
import { wantRebuild } from '../subgraphs/kernel/events/consumer-state.ts'
import { companyOfEntity, readHistory } from '../subgraphs/kernel/events/history.ts'
import { logReader } from '../subgraphs/kernel/events/log-page.ts'
import { forgetReader } from '../subgraphs/kernel/events/readers.ts'
import {
  listParked,
  replayEntity,
  retryParked,
  skipParked,
  type ParkedRow,
} from '../subgraphs/kernel/events/operate.ts'
import { upcaster } from '../subgraphs/kernel/events/upcast.ts'
import { idOf, prefixOf, type Id } from '../subgraphs/kernel/ids.ts'
import { subgraphNames, type SubgraphName } from '../subgraphs/kernel/subgraph.ts'
import { transact } from '../subgraphs/kernel/transaction.ts'
import { loadSubgraph, loadSubgraphs } from '../subgraphs/index.ts'
import { embeddedFor, untilTold } from './process.ts'

// Looks after events that a reaction could not take in, of all companies, whether the server runs or not:
// npm run events -- list | retry <id> | skip <id> | replay <consumer> <entity id> | rebuild <consumer> | forget <consumer>
// What is wanted here is done by the running server, within a second, or by the next one that starts.
const usage =
  'Say what to do: npm run events -- list | retry <id> | skip <id> | replay <consumer> <entity id> | ' +
  'rebuild <consumer> | forget <consumer>'

/** How many parked events of a subgraph are listed. */
const mostListed = 1000

/** A subgraph's database, as this command reaches it. */
interface Opened {
  readonly sql: Sql
  readonly client: Sql
  readonly db: Db
}

await untilTold('Nothing was done', async () => {
  const [action, ...given] = process.argv.slice(2)
  const config = readConfig(process.env)
  const embedded = await embeddedFor(config, { make: false, log: console.error })
  try {
    await allReachable(config, embedded?.url)
    const opened = openAll(config, embedded?.url)
    try {
      console.log(await perform(action, given, opened))
    } finally {
      await Promise.all(Object.values(opened).flatMap(({ sql, client }) => [sql.end(), client.end()]))
    }
  } finally {
    await embedded?.stop()
  }
})

async function allReachable(config: Config, embeddedUrl: string | undefined): Promise<void> {
  const urls = new Map(
    subgraphNames.map((name) => {
      const { url, role } = settingsOf(config, name, embeddedUrl)
      return [url, role ? 'DATABASE_URL' : `DATABASE_URL_${name.toUpperCase()}`]
    }),
  )
  for (const [url, setting] of urls) await reachable(url, setting)
}

function openAll(config: Config, embeddedUrl: string | undefined): Record<SubgraphName, Opened> {
  const open = (name: SubgraphName): Opened => {
    const settings = settingsOf(config, name, embeddedUrl)
    const client = connect(settings, { max: 1 })
    return { sql: connect(settings, { max: 1 }), client, db: openDb(client) }
  }
  return Object.fromEntries(subgraphNames.map((name) => [name, open(name)])) as Record<SubgraphName, Opened>
}

async function perform(action: string | undefined, given: string[], opened: Record<SubgraphName, Opened>) {
  const [first, second] = given
  if (action === 'list' && given.length === 0) return list(opened)
  if (action === 'retry' && first && !second) return change(opened, first, retryParked, 'is tried now')
  if (action === 'skip' && first && !second) return change(opened, first, skipParked, 'is given up')
  if (action === 'rebuild' && first && !second) return rebuild(opened, await consumerOf(first, isProjection))
  if (action === 'forget' && first && !second) return forget(opened, first)
  if (action === 'replay' && first && second) return replay(opened, await consumerOf(first), second)
  throw new ConfigError(usage)
}

async function list(opened: Record<SubgraphName, Opened>): Promise<string> {
  const page = { limit: mostListed, forwards: true, from: null }
  const found = await Promise.all(subgraphNames.map((name) => listParked(opened[name].db, null, page)))
  const lines = found.flat().map(lineOf)
  return lines.length > 0 ? lines.join('\n') : 'No event is parked.'
}

function lineOf({ id, consumer, type, entityId, attempts, errorCode, nextTryAt }: ParkedRow): string {
  const why = errorCode ? `failed ${attempts} times with ${errorCode}, next at ${nextTryAt.toISOString()}` : 'waits'
  return `${id} ${consumer} ${type} of ${entityId}: ${why}`
}

async function change(
  opened: Record<SubgraphName, Opened>,
  given: string,
  work: typeof retryParked,
  done: string,
): Promise<string> {
  const id = idOf('parked_event', given)
  for (const name of id ? subgraphNames : []) {
    const found = await work(opened[name].db, null, id!)
    if (found) return `${given} (${found.consumer}, ${found.type} of ${found.entityId}) ${done}.`
  }
  throw new ConfigError(`No parked event has the id ${given}: npm run events -- list shows those there are.`)
}

function isProjection({ rebuild: read }: Reaction): boolean {
  return read !== undefined
}

async function rebuild(opened: Record<SubgraphName, Opened>, [home, { name }]: Known): Promise<string> {
  const isWanted = await transact(opened[home].db, {}, (tx) => wantRebuild(tx, name))
  if (!isWanted) throw new ConfigError(`${name} is being rebuilt already, or has never run.`)
  return `${name} is rebuilt by the running server, or by the next one that starts.`
}

/** A consumer of another release reads no more, and the logs are kept for it until it is forgotten. */
async function forget(opened: Record<SubgraphName, Opened>, name: string): Promise<string> {
  const isKnown = Object.values(await loadSubgraphs()).some(({ reactions }) =>
    reactions?.some((one) => one.name === name),
  )
  if (isKnown) throw new ConfigError(`${name} belongs to this release: its events are kept until it has read them.`)
  const gone = await Promise.all(subgraphNames.map((source) => forgetReader(opened[source].sql, name)))
  if (gone.includes(true)) return `${name} is forgotten: no log is kept for it any more.`
  throw new ConfigError(`No log is kept for a consumer called ${name}.`)
}

async function replay(opened: Record<SubgraphName, Opened>, [home, reaction]: Known, entity: string): Promise<string> {
  if (!prefixOf(entity)) throw new ConfigError(`${entity} is not an id.`)
  const id = entity as Id<string>
  const { sql } = opened[reaction.source]
  const company = await companyOfEntity(sql, id)
  if (!company) throw new ConfigError(`${reaction.source} has no events of ${entity}.`)
  const read = logReader(sql, upcaster((await loadSubgraph(reaction.source)).upcasters ?? {}))
  const interest = { company, subject: id, types: reaction.types }
  const done = await replayEntity(opened[home].db, reaction, id, (after) => readHistory(read, interest, after))
  if ('events' in done) return `${done.events} events of ${entity} are applied again by ${reaction.name}.`
  if (done.refused === 'NOT_FOUND') throw new ConfigError(`${reaction.source} has no events of ${entity} for it.`)
  if (done.refused === 'REBUILDING') throw new ConfigError(`${reaction.name} is being rebuilt; try again later.`)
  throw new ConfigError(`What ${reaction.name} does cannot be done again without harm.`)
}

type Known = readonly [home: SubgraphName, reaction: Reaction]

/** The consumer of this name; those that would serve are offered where it is none of them. */
async function consumerOf(word: string, serves: (reaction: Reaction) => boolean = () => true): Promise<Known> {
  const subgraphs = Object.values(await loadSubgraphs())
  const all = subgraphs.flatMap(({ name, reactions = [] }) => reactions.map((one): Known => [name, one]))
  const found = all.find(([, { name }]) => name === word)
  if (found && serves(found[1])) return found
  const names = all.filter(([, one]) => serves(one)).map(([, { name }]) => name)
  const what = found
    ? `${word} is no projection: it has nothing to be rebuilt from`
    : 'There is no consumer of this name'
  throw new ConfigError(`${what}; choose from ${names.join(', ')}.`)
}
