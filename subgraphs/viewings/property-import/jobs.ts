import { readFile } from '../../kernel/files/repository.ts'
import type { Id } from '../../kernel/ids.ts'
import { openServiceContext } from '../../kernel/open-context.ts'
import type { Job } from '../../kernel/subgraph.ts'
import { inBatches, readHead, rowsFrom, TableDamaged } from '../../kernel/table-file.ts'
import { finishImport, noteHead, takeRows } from './commands.ts'
import { findImport } from './repository.ts'

/** So many rows are taken in one transaction: few enough that nobody waits long for what it locks. */
const BATCH = 100

/** Goes through a table from where it has come to, reading no more of it at a time than a batch. */
export const importProperties: Job = async (services, { company, importId }) => {
  const ctx = openServiceContext(services, company)
  const id = importId as Id<'property_import'>
  const found = await findImport(ctx.db, company, id)
  const file = found?.status === 'RUNNING' ? await readFile(ctx.db, company, found.fileId) : null
  if (!found || !file) return
  try {
    const { delimiter, columns, position } = found.columns ? found : await headOf()
    if (!columns?.includes('reference')) return await finishImport(ctx, id, 'REFERENCE_COLUMN_MISSING')
    let from = position
    for await (const batch of inBatches(rowsFrom(services, file, delimiter!, from), BATCH)) {
      if (!(await takeRows(ctx, id, from, batch))) return
      from = batch.at(-1)!.end
    }
    await finishImport(ctx, id, null)
  } catch (error) {
    if (!(error instanceof TableDamaged)) throw error
    await finishImport(ctx, id, 'TABLE_DAMAGED')
  }

  async function headOf() {
    const head = await readHead(services, file!)
    return noteHead(ctx, id, head ?? { delimiter: ',', columns: [], end: 0 })
  }
}
