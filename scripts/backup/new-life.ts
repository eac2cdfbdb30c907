import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { schemasOf } from './catalogue.ts'
import { become, type Database, type Part } from './databases.ts'
import type { Manifest } from './manifest.ts'

/** Epochs are seconds since then: a log's row holds them until 2088, a cursor longer. */
const beginning = Date.UTC(2020, 0, 1)

/**
 * The epoch of all logs after a restore. What happened after the backup is gone, so no cursor of that time may be taken
 * for one of the new. One more than the highest known epoch would not do: where the database was lost, nobody knows how
 * often it had been restored before, and two restores of the same backup would give the same number. The time does:
 * epochs rise by one at restores and failovers, which is slower than a clock.
 */
export function newEpoch(manifest: Manifest, found: readonly number[], now: Date): number {
  const archived = Object.values(manifest.subgraphs).map(({ epoch }) => epoch)
  return Math.max(Math.floor((now.getTime() - beginning) / 1000), ...[...archived, ...found].map((epoch) => epoch + 1))
}

/**
 * What is not restored as it was:
 * - The log begins a new epoch. Its mark in transaction ids, which mean nothing in another cluster, begins anew with it.
 * - A consumer goes on where it stood if its source was backed up at the same moment, in the same database: then its
 *   position and effects fit the source's log exactly, and only the epoch's number has changed. Across databases the two
 *   moments differ, and an effect may be there of an event that is not, or be missing: such a consumer keeps its old
 *   epoch, by which it sees that its projection has to be built anew.
 * - Jobs that a worker had in hand are free again. One that was done after the backup is done once more: mails are sent
 *   at least once. A temporary password is mailed anew because the one that was mailed is not in the backup.
 */
export async function beginNewLife(database: Database, part: Part, manifest: Manifest, epoch: number): Promise<void> {
  const { client } = database
  const { subgraphs } = manifest
  await become(database, part)
  await client.query('update head set epoch = $1', [epoch - 1])
  // What watches the epoch is to see this change, and not the one before.
  await client.query('alter table head enable trigger user')
  await client.query('select begin_epoch()')
  for (const source of subgraphNames) {
    const archived = subgraphs[source]
    if (archived.database !== subgraphs[part.name].database) continue
    await client.query('update consumer set epoch = $1 where source = $2 and epoch = $3', [
      epoch,
      source,
      archived.epoch,
    ])
  }
  const [, jobs] = schemasOf(part.name)
  for (const table of ['_private_jobs', '_private_job_queues'])
    await client.query(`update ${jobs}.${table} set locked_at = null, locked_by = null where locked_at is not null`)
}
