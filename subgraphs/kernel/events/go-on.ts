import type { Logger } from '../log.ts'
import type { Services } from '../services.ts'
import { transact } from '../transaction.ts'
import type { Reaction } from './consumer.ts'
import type { ConsumerSource } from './consumer-source.ts'
import {
  endRebuild,
  moveRebuild,
  moveState,
  wantRebuild,
  type ConsumerState,
  type Rebuilding,
} from './consumer-state.ts'
import type { Place } from './cursor.ts'
import { forgetLost } from './parked.ts'
import { readKey } from '../full-read.ts'

const rebuildPage = 500

/**
 * What a consumer does where its source's log does not go on at the consumer's place: after a restore of either side, or
 * where retention has passed it. A projection is rebuilt. Any other reaction goes on where the log it knows parted from
 * the one that is: what it has read beyond was lost by the source, and the same positions hold other events now: what
 * is parked of the lost goes with it. False where nothing can be done yet, since the source's epoch has not risen.
 */
export async function goOn(
  services: Services,
  reaction: Reaction,
  source: ConsumerSource,
  log: Logger,
  from: Place,
): Promise<boolean> {
  const { db } = services
  if (reaction.rebuild) {
    const isWanted = await transact(db, {}, (tx) => wantRebuild(tx, reaction.name))
    if (isWanted) log.warn({ at: placeOf(from) }, `The log of ${reaction.source} parts from here: a full read begins.`)
    return true
  }
  const { epoch, parted, trimmed } = await source.place(from.epoch)
  const pos = Math.max(Math.min(from.pos, parted ?? from.pos), trimmed)
  if (epoch === from.epoch && pos === from.pos) return false
  if (epoch < from.epoch || (epoch > from.epoch && parted === null)) return false
  const to = { epoch, pos }
  const isMine = await transact(db, {}, async (tx) => {
    const isMoved = await moveState(tx, reaction.name, from, to)
    if (isMoved && parted !== null) await forgetLost(tx, reaction.name, epoch, parted)
    return isMoved
  })
  if (!isMine) return true
  const lost = pos > from.pos ? { lost: pos - from.pos } : { undone: from.pos - pos }
  log.error(
    { from: placeOf(from), to, ...lost },
    `The log of ${reaction.source} has parted; the reaction goes on there.`,
  )
  return true
}

/**
 * One step of a full read: its place, or one page of the owner's rows. Each step commits with the note of how far it has
 * come, so that any process goes on with it when this one is killed, and where two do the same step, one is undone. The
 * place is read before the first row: what a row holds beyond it comes again as events, and ends in the same state.
 */
export async function rebuildOn(
  services: Services,
  reaction: Reaction,
  source: ConsumerSource,
  log: Logger,
  { epoch, rebuilding }: ConsumerState,
): Promise<void> {
  const { name, rebuild } = reaction
  const { db } = services
  if (!rebuilding || !rebuild) throw new Error(`${name} has no full read.`)
  if (!isUnderWay(rebuilding)) {
    const place = await source.place(epoch)
    const begun = { epoch: place.epoch, pos: place.pos, after: null }
    await transact(db, {}, (tx) => moveRebuild(tx, name, rebuilding, begun))
    return
  }
  const { rows, next } = await source.rows(rebuild.endpoint, rebuilding.after, rebuildPage)
  const isEnd = await transact(db, {}, async (tx) => {
    const isMine =
      next === null
        ? await endRebuild(tx, name, rebuilding, rebuilding)
        : await moveRebuild(tx, name, rebuilding, { ...rebuilding, after: next })
    if (isMine) {
      const part = { rows: rows as never[], after: keyOf(rebuilding.after), upTo: keyOf(next) }
      await rebuild.write(tx, part, services)
    }
    return isMine && next === null
  })
  services.events.committed()
  if (isEnd) log.info({ at: placeOf(rebuilding) }, `The full read of ${reaction.source} is done.`)
}

function isUnderWay(rebuilding: Rebuilding): rebuilding is Place & { readonly after: string | null } {
  return 'epoch' in rebuilding
}

const keyOf = (text: string | null) => (text === null ? null : readKey(text))

function placeOf({ epoch, pos }: Place): Place {
  return { epoch, pos }
}
