import { createHash } from 'node:crypto'
import { JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import type { Sql } from '../../db.ts'
import { headIn } from '../head.ts'
import type { Nats } from './connection.ts'

/** Whose log it is: no two installations have the same one, nor has a copy of a database in another place. */
export interface LogIdentity {
  readonly installation: string
  readonly schema: string
}

/**
 * The stream that carries one epoch of a log. The event `pos` has the sequence `pos - base`; the base is 0 unless the log
 * was long or trimmed when the stream was made, since a stream counts from 1. The base is part of the subject: what is
 * published by the rule of a stream that has been removed meanwhile reaches no other one.
 */
export interface Stream {
  readonly name: string
  readonly subject: string
  readonly epoch: number
  readonly base: number
  /** The position of its last event, as far as this process knows. */
  last: number
}

/** As long as clients may be away, and never more than a disk can hold. */
const longestAgeNs = 72 * 3600 * 1e9
const mostEvents = 1_000_000

export async function readIdentity(sql: Sql, schema: string): Promise<LogIdentity> {
  const rows = await sql<{ facts: string }[]>`
    select concat_ws(' ', encode(cursor_key, 'hex'), split_part(server_identity(), '/', 1), current_database()) as facts
    from head`
  const { facts } = headIn(rows)
  return { installation: createHash('sha256').update(facts).digest('hex').slice(0, 16), schema }
}

/** The stream of an epoch, or null where there is none yet. */
export async function findStream({ streams }: Nats, identity: LogIdentity, epoch: number): Promise<Stream | null> {
  const name = nameOf(identity, epoch)
  try {
    const { config, state } = await streams.info(name)
    const subject = config.subjects?.[0] ?? ''
    const base = Number(subject.slice(subject.lastIndexOf('.') + 1))
    return { name, subject, epoch, base, last: base + state.last_seq }
  } catch (error) {
    if (isCode(error, codes.notFound)) return null
    throw error
  }
}

/** Makes the stream of an epoch, unless another process was quicker, and removes those of the epochs before. */
export async function makeStream(nats: Nats, identity: LogIdentity, epoch: number, base: number): Promise<void> {
  const name = nameOf(identity, epoch)
  const earlier = new Set<string>()
  for await (const other of nats.streams.names(`${subjectOf(identity)}.*.*`)) {
    if (other.startsWith(nameOf(identity)) && epochOf(other) < epoch) earlier.add(other)
  }
  try {
    await nats.streams.add({
      name,
      subjects: [`${subjectOf(identity)}.${epoch}.${base}`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      max_age: longestAgeNs,
      max_msgs: mostEvents,
    })
  } catch (error) {
    if (!isCode(error, codes.nameInUse)) throw error
  }
  for (const other of earlier) await removeStream(nats, other)
}

export async function removeStream({ streams }: Nats, name: string): Promise<void> {
  try {
    await streams.delete(name)
  } catch (error) {
    if (!isCode(error, codes.notFound)) throw error
  }
}

/** Where processes tell each other that they have looked. */
export function lookSubject(identity: LogIdentity): string {
  return `${subjectOf(identity)}.look`
}

export function isWrongSequence(error: unknown): boolean {
  return isCode(error, codes.wrongSequence)
}

const codes = { nameInUse: 10058, notFound: 10059, wrongSequence: 10071 }

function isCode(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code
}

function nameOf({ installation, schema }: LogIdentity, epoch: number | '' = ''): string {
  return `portico_${installation}_${schema}_${epoch}`
}

function epochOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('_') + 1))
}

function subjectOf({ installation, schema }: LogIdentity): string {
  return `portico.${installation}.${schema}`
}
