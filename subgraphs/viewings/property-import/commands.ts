import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { refusedIn, type Refusal } from '../../kernel/errors.ts'
import { appendAs } from '../../kernel/events/append.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { claimUpload, releaseFile, startUpload } from '../../kernel/files/upload.ts'
import { newId, type Id } from '../../kernel/ids.ts'
import type { TableHead, TableRow } from '../../kernel/table-file.ts'
import * as policy from '../property/policy.ts'
import * as property from '../property/property.ts'
import { hasOpenViewing, saveProperty } from '../property/repository.ts'
import { refuse } from '../refusals.ts'
import { showToWatches } from '../watch/commands.ts'
import * as rows from './property-import.ts'
import {
  advanceImport,
  forgetReferences,
  insertFailures,
  insertImport,
  insertUnlessTaken,
  lockByReference,
  lockImport,
  noteReference,
  saveImport,
  vocabulary,
} from './repository.ts'
import type { FailureRow, ImportRow } from './tables.ts'

/** So many references are forgotten in one statement, which millions would keep too long. */
const FORGOTTEN_AT_ONCE = 10_000
/** Why more rows were not taken nobody would read: what is wrong with all of a table shows in the first of them. */
const MOST_TOLD = 10_000

/** What `propertyImportStart` is given. */
export interface ImportDraft {
  readonly uploadId: string
  readonly policy: ImportRow['policy']
  readonly isDryRun: boolean
}

/** Begins the upload of a table of properties. */
export async function startTableUpload(ctx: Context, bytes: number): Promise<FileRow> {
  policy.mayWrite(ctx.actor)
  return ctx.transact((tx) => startUpload(tx, ctx, { kind: 'TABLE', mediaType: 'text/csv', bytes }))
}

/** Starts the import of a table that was sent: a job goes through its rows. */
export async function startImport(ctx: Context, draft: ImportDraft): Promise<ImportRow> {
  const starter = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const { id: fileId } = await claimUpload(tx, ctx, draft.uploadId, 'TABLE')
    const id = newId('property_import')
    const saved = await insertImport(tx, {
      companyId: ctx.company,
      id,
      fileId,
      policy: draft.policy,
      isDryRun: draft.isDryRun,
      status: 'RUNNING',
      refusal: null,
      delimiter: null,
      columns: null,
      position: 0,
      created: 0,
      updated: 0,
      skipped: 0,
      failed: 0,
      startedBy: starter.agent,
      createdAt: ctx.now(),
      finishedAt: null,
    })
    await goOn(ctx, tx, id)
    return saved
  })
}

/** Has an import go on where it has come to, after the jobs that wait already. */
export async function goOnLater(ctx: Context, id: Id<'property_import'>): Promise<void> {
  await ctx.transact((tx) => goOn(ctx, tx, id))
}

function goOn(ctx: Context, tx: Tx, importId: Id<'property_import'>): Promise<void> {
  return ctx.services.jobs.enqueue(tx, 'importProperties', { company: ctx.company, importId })
}

/** Keeps what a table's head tells, once: whoever reads it again meanwhile must not have the rows taken again. */
export function noteHead(ctx: Context, id: Id<'property_import'>, head: TableHead): Promise<ImportRow> {
  const change = { delimiter: head.delimiter, columns: [...head.columns], position: head.end }
  return ctx.transact(async (tx) => {
    const found = await lockImport(tx, ctx.company, id)
    return found?.columns ? found : saveImport(tx, ctx.company, id, change)
  })
}

/** Ends an import: its file is given up, and what it has counted stays. */
export async function finishImport(ctx: Context, id: Id<'property_import'>, refusal: string | null): Promise<void> {
  for (let isThrough = false; !isThrough;) {
    isThrough = await ctx.transact((tx) => forgetReferences(tx, ctx.company, id, FORGOTTEN_AT_ONCE))
  }
  await ctx.transact(async (tx) => {
    const found = await lockImport(tx, ctx.company, id)
    if (found?.status !== 'RUNNING') return
    const status = refusal ? 'FAILED' : 'COMPLETED'
    await saveImport(tx, ctx.company, id, { status, refusal, finishedAt: ctx.now() })
    await releaseFile(tx, ctx, found.fileId)
  })
}

/**
 * Takes rows that begin at a position of the file, all of them in one transaction that moves the position on: whoever is
 * killed in between has taken none, and the job begins them anew. False when they were taken already.
 */
export async function takeRows(
  ctx: Context,
  id: Id<'property_import'>,
  from: number,
  batch: readonly TableRow[],
): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const found = await lockImport(tx, ctx.company, id)
    if (found?.status !== 'RUNNING' || found.position !== from) return false
    const counts = { created: 0, updated: 0, skipped: 0, failed: 0 }
    const failures: FailureRow[] = []
    // The head is the first row to whoever opens the table.
    let rowNumber = found.created + found.updated + found.skipped + found.failed + 1
    for (const { values } of batch) {
      rowNumber++
      const { outcome, refused } = await taken(ctx, tx, found, rows.cellsOf(found.columns!, values))
      counts[outcome]++
      if (found.failed + counts.failed > MOST_TOLD) continue
      for (const each of refused) {
        failures.push({
          companyId: ctx.company,
          id: newId('import_failure'),
          importId: id,
          rowNumber,
          columnName: rows.columnOf(each),
          code: each.code,
          told: rows.toldIn(each),
        })
      }
    }
    await insertFailures(tx, failures)
    await advanceImport(tx, ctx.company, id, batch.at(-1)!.end, counts)
    return true
  })
}

/** What a row came to, or why it was not taken. */
async function taken(
  ctx: Context,
  tx: Tx,
  found: ImportRow,
  cells: rows.Cells,
): Promise<{ readonly outcome: rows.Outcome; readonly refused: readonly Refusal[] }> {
  try {
    const reference = rows.referenceIn(cells)
    if (!(await noteReference(tx, ctx.company, found.id, reference))) {
      throw refuse('REFERENCE_REPEATED', { path: ['input', 'reference'] })
    }
    const work = (inner: Tx) => take(ctx, inner, found, reference, cells)
    return { outcome: found.isDryRun ? await undone(tx, work) : await work(tx), refused: [] }
  } catch (error) {
    const refused = refusedIn(error)
    if (!refused) throw error
    return { outcome: 'failed', refused }
  }
}

/** Does what a row tells: it makes a property, or changes the one of its reference. Its refusals come before its writes. */
async function take(
  ctx: Context,
  tx: Tx,
  found: ImportRow,
  reference: string,
  cells: rows.Cells,
): Promise<rows.Outcome> {
  const author = { company: ctx.company, by: found.startedBy, at: ctx.now() }
  const known = await lockByReference(tx, ctx.company, reference)
  if (!known) {
    const made = property.create(ctx.company, newId('property'), rows.draftIn(cells, vocabulary), ctx.now())
    if (!(await insertUnlessTaken(tx, made.property))) {
      throw refuse('REFERENCE_TAKEN', { path: ['input', 'reference'] })
    }
    await appendAs(tx, made.event, author)
    await showToWatches(ctx, tx, made.property.id)
    return 'created'
  }
  if (found.policy === 'CREATE') return 'skipped'
  const decision = property.change(known, rows.changeIn(cells, known, vocabulary))
  if (!decision) return 'skipped'
  if (decision.change.timeZone !== undefined && (await hasOpenViewing(tx, ctx.company, known.id))) {
    throw refuse('TIME_ZONE_IN_USE', { path: ['input', 'timeZone'] })
  }
  await saveProperty(tx, ctx.company, known.id, decision.change)
  await appendAs(tx, decision.event, author)
  await showToWatches(ctx, tx, known.id)
  return 'updated'
}

/** What some work comes to, without its effect. */
async function undone<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined
  const stop = new Error('This was a rehearsal.')
  await tx
    .transaction(async (inner) => {
      result = { value: await work(inner) }
      throw stop
    })
    .catch((error: unknown) => {
      if (error !== stop) throw error
    })
  return result!.value
}
