import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const propertyPhotos = pgTable('property_photo', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('photo')('id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  fileId: idColumn('file')('file_id').notNull(),
  position: integer('position').notNull(),
  description: text('description').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type PhotoRow = typeof propertyPhotos.$inferSelect
