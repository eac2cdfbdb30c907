import type { Job } from '../../kernel/subgraph.ts'
import { whenDue } from '../change/commands.ts'
import { write } from '../mail/commands.ts'
import { isDue, type ReminderName } from './reminder.ts'
import { markReminded, readAgreedAt } from './repository.ts'

/** Client and agent are reminded; the mark and the mails to be sent are committed together, so each goes out once (VIE-14). */
function remind(name: ReminderName): Job {
  return (services, payload) =>
    whenDue(services, payload, name, async (ctx, tx, found) => {
      const { companyId, id: viewingId, startsAt } = found
      const agreedAt = await readAgreedAt(tx, companyId, viewingId)
      if (!startsAt || !agreedAt || !isDue(name, startsAt, agreedAt, ctx.now())) return
      if (!(await markReminded(tx, { companyId, viewingId, name, startsAt, remindedAt: ctx.now() }))) return
      for (const to of ['client', 'agent'] as const) await write(ctx, tx, found, { to, about: 'reminder' }, name)
    })
}

export const remindDayBefore = remind('remindDayBefore')
export const remindHourBefore = remind('remindHourBefore')
