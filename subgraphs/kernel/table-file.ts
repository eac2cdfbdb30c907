import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { FileRow } from './files/tables.ts'
import { keyOf } from './files/store.ts'
import type { Services } from './services.ts'

/** A row of a table as it stands in its file. */
export interface TableRow {
  readonly values: readonly string[]
  /** How many bytes of the file are over with it: from there the next row can be read. */
  readonly end: number
}

/** What a table's first row tells. */
export interface TableHead {
  readonly delimiter: string
  /** Small letters, with `_` for what separates words. */
  readonly columns: readonly string[]
  readonly end: number
}

/** Thrown for a file that cannot be read as a table from some row on. */
export class TableDamaged extends Error {}

const DELIMITERS = [',', ';', '\t', '|']
/** Larger rows are none that a person has written. */
const LARGEST_ROW = 200_000

/** The head of a received table; null for an empty one. The file is UTF-8 without a mark, as the kernel keeps it. */
export async function readHead(services: Services, file: FileRow): Promise<TableHead | null> {
  const line = await firstLine(await openAt(services, file, 0))
  const delimiter = delimiterOf(line)
  for await (const { values, end } of rowsFrom(services, file, delimiter, 0)) {
    return { delimiter, columns: values.map(columnName), end }
  }
  return null
}

/** The rows of a received table from a place on, read piece by piece as they are asked for. */
export async function* rowsFrom(
  services: Services,
  file: FileRow,
  delimiter: string,
  from: number,
): AsyncGenerator<TableRow> {
  const stream = await openAt(services, file, from)
  const rows = stream.pipe(
    parse({
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // One amid a cell is an inch to whoever wrote it.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LARGEST_ROW,
    }),
  )
  stream.on('error', (error) => rows.destroy(error))
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { bytes: number } }>) {
      yield { values: record, end: from + info.bytes }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new TableDamaged(error.code)
    throw error
  } finally {
    stream.destroy()
  }
}

/** Rows by so many at a time, the rest at the end. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function openAt({ files, name }: Services, file: FileRow, from: number): Promise<Readable> {
  const { bytes } = file.renditions.find((each) => each.name === 'original')!
  if (from >= bytes) return Readable.from([])
  const stream = await files.store.read(keyOf(name, file, 'original'), { first: from, last: bytes - 1 })
  if (!stream) throw new TableDamaged('FILE_GONE')
  return stream
}

async function firstLine(stream: Readable): Promise<string> {
  let text = ''
  for await (const piece of stream as AsyncIterable<Buffer>) {
    text += piece.toString('utf8')
    if (/[\r\n]/.test(text.trimStart()) || text.length > LARGEST_ROW) break
  }
  stream.destroy()
  return text.trimStart().split(/[\r\n]/, 1)[0]!
}

/** The one of them that stands most often outside quotation marks. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const counted = DELIMITERS.map((each) => ({ each, times: bare.split(each).length }))
  return counted.reduce((most, one) => (one.times > most.times ? one : most)).each
}

function columnName(text: string): string {
  return text
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}
