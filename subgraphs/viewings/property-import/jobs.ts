import { readFile } from '../../kernel/files/repository.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import type { Id } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { inBatches, readHead, rowsFrom, TableDamaged } from '../../kernel/table-file.ts'
import { finishImport, goOnLater, noteHead, takeRows } from './commands.ts'
import { findImport } from './repository.ts'

/** So many rows are taken in one transaction: few enough that nobody waits long for what it locks. */
const BATCH = 100
/** After so many batches the other jobs have their turn, which would else wait for as long as a table is. */
const BATCHES_AT_ONCE = 4

/** Goes through a table from where it has come to, reading no more of it at a time than a batch. */
export const importProperties: Job = async (services, { company, importId }) => {
  const ctx = openServiceContext(services, company)
  const id = importId as Id<'property_import'>
  const found = await findImport(ctx.db, company, id)
  if (found?.status !== 'RUNNING') return
  const file = await readFile(ctx.db, company, found.fileId)
  try {
    if (!file) throw new TableDamaged('FILE_GONE')
    const { delimiter, columns, position } = found.columns ? found : await headOf(file)
    if (!columns?.includes('reference')) return await finishImport(ctx, id, 'REFERENCE_COLUMN_MISSING')
    let from = position
    let batches = 0
    for await (const batch of inBatches(rowsFrom(services, file, delimiter!, from), BATCH)) {
      if (!(await takeRows(ctx, id, from, batch))) return
      from = batch.at(-1)!.end
      if (++batches === BATCHES_AT_ONCE) return await goOnLater(ctx, id)
    }
    await finishImport(ctx, id, null)
  } catch (error) {
    if (!(error instanceof TableDamaged)) throw error
    await finishImport(ctx, id, 'TABLE_DAMAGED')
  }

  async function headOf(file: FileRow) {
    const head = await readHead(services, file)
    return noteHead(ctx, id, head ?? { delimiter: ',', columns: [], end: 0 })
  }
}
