import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../ids.ts'
import type { FileKind, Rendition } from './content/check.ts'

/** How far a file has come: see the migration. */
export type FileState = 'AWAITED' | 'RECEIVING' | 'STAGED' | 'USED' | 'RELEASED'

/** What is stored of a file, without the place where it was made. */
export type StoredRendition = Omit<Rendition, 'path'>
export type RenditionName = Rendition['name']

/** Every rendition there can be: what is stored of a file is found by these names alone. */
export const renditionNames: readonly RenditionName[] = ['original', 'large', 'thumbnail']

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const files = pgTable('file', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('file')('id').notNull(),
  state: text('state').$type<FileState>().notNull(),
  personId: text('person_id').$type<AgentId | AccountId>().notNull(),
  kind: text('kind').$type<FileKind>().notNull(),
  mediaType: text('media_type').notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
  name: text('name'),
  extension: text('extension'),
  expiresAt: instant('expires_at').notNull(),
  renditions: jsonb('renditions').$type<readonly StoredRendition[]>().notNull(),
  durationMs: integer('duration_ms'),
  sweepAt: instant('sweep_at'),
})

export type FileRow = typeof files.$inferSelect
