import type { ErrorCode, ReasonsOf } from '../errors.ts'
import type { Texts } from '../texts.ts'

/** What a top-level error says, and the code and reason that go with it. */
type Sentence = { [Code in ErrorCode]: Texts & { readonly code: Code; readonly reason?: ReasonsOf<Code> } }[ErrorCode]

export type Sentences = Readonly<Record<string, Sentence>>
