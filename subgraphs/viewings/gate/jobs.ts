import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { whenDue } from '../change/commands.ts'
import { saveViewing } from '../viewing/repository.ts'
import type { Viewing } from '../viewing/viewing.ts'
import { gateOpened, passGates } from './gate.ts'

/** 48 hours before a viewing its client is shown the way to it (VIE-9). */
export const openNavigation: Job = (services, payload) => whenDue(services, payload, 'openNavigation', openGates)

/** On the day of a viewing its client may write down what it is like (VIE-10). */
export const openJournal: Job = (services, payload) => whenDue(services, payload, 'openJournal', openGates)

/** Tells of the gates that time has opened, once each. */
async function openGates(ctx: Context, tx: Tx, found: Viewing): Promise<void> {
  const { marks, opened } = passGates(found, found, found.zone, ctx.now())
  await saveViewing(tx, ctx.company, found.id, marks)
  for (const gate of opened) await append(tx, gateOpened(found, gate), ctx)
}
