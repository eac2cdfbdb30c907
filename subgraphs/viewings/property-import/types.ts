import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Upload } from '../../kernel/files/types.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime, NonNegativeInt } from '../../kernel/scalars.ts'
import type { ImportDraft } from './commands.ts'
import { importPolicy, importStatus, type FailureRow, type ImportRow } from './tables.ts'

const PropertyImportPolicy = enumType(
  importPolicy,
  'PropertyImportPolicy',
  'What becomes of rows whose property exists.',
  {
    CREATE: 'They are skipped.',
    CREATE_OR_UPDATE: 'They change it: all that the table has a column for.',
  },
)

const PropertyImportStatus = enumType(importStatus, 'PropertyImportStatus', 'How far an import has come.', {
  RUNNING: 'It waits, or goes through the rows.',
  COMPLETED: 'It has gone through all rows; single ones may have failed.',
  FAILED: 'The table could not be read, or not to its end; what was taken until then stays.',
})

@ObjectType('PropertyImportFailure', { description: 'Why a row was not taken: one value of it.' })
export class PropertyImportFailure implements Pick<FailureRow, 'rowNumber' | 'columnName' | 'code'> {
  @Field(() => ID, { description: 'Of this entry; the row itself has none.' })
  id!: string

  @Field(() => Int, { description: 'Which row, the head being the first; empty rows do not count.' })
  rowNumber!: number

  @Field(() => String, { description: 'Where in the row the reason lies.' })
  columnName!: string

  @Field(() => String, { description: 'Stable and for programs, as in `userErrors`.' })
  code!: string
}

export const PropertyImportFailureConnection = connectionType('PropertyImportFailure', () => PropertyImportFailure)

@Directive('@key(fields: "id")')
@ObjectType('PropertyImport', { implements: Node, description: 'A table of properties that staff bring in (VIE-1).' })
export class PropertyImport implements Pick<
  ImportRow,
  | 'policy'
  | 'isDryRun'
  | 'status'
  | 'refusal'
  | 'created'
  | 'updated'
  | 'skipped'
  | 'failed'
  | 'createdAt'
  | 'finishedAt'
> {
  @Field(() => ID)
  id!: string

  @Field(() => PropertyImportPolicy, { description: 'What becomes of rows whose property exists.' })
  policy!: ImportRow['policy']

  @Field(() => Boolean, { description: 'Whether it only tells what would happen.' })
  isDryRun!: boolean

  @Field(() => PropertyImportStatus, { description: 'How far it has come.' })
  status!: ImportRow['status']

  @Field(() => String, { nullable: true, description: 'The code of why the table as a whole was given up.' })
  refusal!: string | null

  @Field(() => Int, { description: 'How many rows have made a property.' })
  created!: number

  @Field(() => Int, { description: 'How many rows have changed one.' })
  updated!: number

  @Field(() => Int, { description: 'How many rows had nothing to do, as the property exists, or is so already.' })
  skipped!: number

  @Field(() => Int, { description: 'How many rows were not taken; `failures` tell why.' })
  failed!: number

  @Field(() => DateTime, { description: 'When it was started.' })
  createdAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was over; null while it runs.' })
  finishedAt!: Date | null
}

@InputType({ description: 'A table that is going to be sent, as `text/csv`.' })
export class PropertyImportUploadCreateInput {
  @Field(() => NonNegativeInt, { description: 'How many bytes it has; at most 500,000,000.' })
  bytes!: number
}

@InputType({
  description:
    'Which table is imported. Its first row names the columns, in any order, and of these only `reference` must be there: ' +
    '`reference`, `title`, `description`, `kind`, `transaction`, `price` (in whole units such as euros, with decimals), ' +
    '`currency`, `street`, `postal_code`, `city`, `region`, `country`, `latitude`, `longitude`, `access_notes`, ' +
    '`time_zone`, `energy_label`, `living_area`, `plot_area`, `rooms`, `bedrooms`, `bathrooms`, `year_built`, `features` ' +
    '(names with blanks between them). Others are passed over. Commas, semicolons, tabulators or `|` separate the cells; ' +
    'a point or a comma separates decimals, nothing thousands.',
})
export class PropertyImportStartInput implements ImportDraft {
  @Field(() => ID, { description: 'The upload, from `propertyImportUploadCreate`, to which the table was sent.' })
  uploadId!: string

  @Field(() => PropertyImportPolicy, {
    defaultValue: 'CREATE',
    description: 'What becomes of rows whose property exists.',
  })
  policy!: ImportRow['policy']

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it shall only tell what would happen.' })
  isDryRun!: boolean
}

@ObjectType({ description: 'What `propertyImportUploadCreate` did.' })
export class PropertyImportUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the table.' })
  upload?: Upload
}

@ObjectType({ description: 'What `propertyImportStart` did.' })
export class PropertyImportStartPayload extends Payload {
  @Field(() => PropertyImport, { nullable: true, description: 'The import, which has only just begun.' })
  propertyImport?: PropertyImport
}
