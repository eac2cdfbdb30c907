import type { ErrorCode } from './errors.ts'
import { document } from './sentences/document.ts'
import { files } from './sentences/files.ts'
import { idempotency } from './sentences/idempotency.ts'
import { lists } from './sentences/lists.ts'
import { moment } from './sentences/moment.ts'
import { rights } from './sentences/rights.ts'
import { transport } from './sentences/transport.ts'
import type { PlacesIn, Told } from './texts.ts'

/**
 * Every sentence of a top-level error that a person can meet, in each language (API-9). People are addressed formally, and
 * calmly: what is the matter, then what to do. Names of roles, services and fields stay as they are.
 */
export const sentences = {
  ...rights,
  ...document,
  ...transport,
  ...idempotency,
  ...lists,
  ...files,
  ...moment,
} as const

export type SentenceName = keyof typeof sentences

/** The sentences that go with a code. */
export type NameOf<Code extends ErrorCode> = {
  [Name in SentenceName]: (typeof sentences)[Name]['code'] extends Code ? Name : never
}[SentenceName]

/** What stands for the places of a sentence; nothing where it has none. */
export type ToldOf<Name extends SentenceName> = Name extends SentenceName
  ? [PlacesIn<(typeof sentences)[Name]['en']>] extends [never]
    ? []
    : [told: { readonly [Place in PlacesIn<(typeof sentences)[Name]['en']>]: Told }]
  : never
