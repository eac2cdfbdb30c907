import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { journalGate, type Closed } from '../gate/gate.ts'
import { standingOf } from '../gate/policy.ts'
import { journalFilesByViewing } from '../journal-file/loaders.ts'
import { asMade } from '../journal-file/repository.ts'
import type { JournalFileKind, JournalFileRow } from '../journal-file/tables.ts'
import { notesByViewing } from '../note/loaders.ts'
import { asWritten } from '../note/repository.ts'
import type { NoteRow } from '../note/tables.ts'
import { propertiesById } from '../property/loaders.ts'
import type { ViewingRow } from '../viewing/tables.ts'

type Shut = Pick<Closed, 'opensAt' | 'reason'>

/** A journal that is shown. */
export interface JournalView {
  readonly __typename: 'Journal'
  readonly viewingId: Id<'viewing'>
  /** Why the asker cannot write in it now; null when they can. */
  readonly closed: Shut | null
}

/** A journal that is not. */
export interface JournalClosedView extends Shut {
  readonly __typename: 'GateClosed'
}

/** The journal of a viewing that the asker sees: staff read it at once, its client as far as it is open (VIE-10, VIE-11). */
export async function journalOf(ctx: Context, viewing: ViewingRow): Promise<JournalView | JournalClosedView> {
  const shown = { __typename: 'Journal', viewingId: viewing.id } as const
  const onlyTheirs = { opensAt: null, reason: 'CLIENT_ONLY' } as const
  const standing = standingOf(ctx.actor, viewing)
  if (standing === 'STAFF') return { ...shown, closed: onlyTheirs }
  if (standing === 'STRANGER') return { __typename: 'GateClosed', ...onlyTheirs }

  const property = await ctx.loader(propertiesById).load(viewing.propertyId)
  const gate = journalGate(viewing, property!.timeZone, ctx.now())
  if (gate.state === 'OPEN') return { ...shown, closed: null }
  const closed = { opensAt: gate.opensAt, reason: gate.reason }
  return gate.state === 'READ_ONLY' ? { ...shown, closed } : { __typename: 'GateClosed', ...closed }
}

/** The notes of a journal that is shown. */
export async function notesOf(
  ctx: Context,
  { viewingId: parent }: JournalView,
  args: PageArgs,
): Promise<ConnectionValue<NoteRow>> {
  return listed(ctx, args, asWritten, (page) => ctx.loader(notesByViewing).load({ parent, page }))
}

/** The photos or voice notes of a journal that is shown. */
export async function filesOf(
  ctx: Context,
  { viewingId: parent }: JournalView,
  kind: JournalFileKind,
  args: PageArgs,
): Promise<ConnectionValue<JournalFileRow>> {
  return listed(ctx, args, asMade, (page) => ctx.loader(journalFilesByViewing[kind]).load({ parent, page }))
}
