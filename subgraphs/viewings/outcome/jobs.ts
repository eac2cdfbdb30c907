import type { Job } from '../../kernel/subgraph.ts'
import { saveChange, whenDue } from '../change/commands.ts'
import { assume } from './outcome.ts'

/** At the end of its day a viewing of which staff have said nothing is taken to have been (VIE-7). */
export const completeViewing: Job = (services, payload) =>
  whenDue(services, payload, 'completeViewing', (ctx, tx, found) => saveChange(ctx, tx, found, assume(found)))
