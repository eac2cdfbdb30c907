import { boolean, integer, pgEnum, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const portalFeature = pgEnum('portal_feature', [
  'VIEWINGS',
  'OFFERS',
  'TICKETS',
  'HELP_CENTRE',
  'CONTACT_AGENT',
  'PROFILE_DELETION',
  'UPLOADS',
])
export const registrationMode = pgEnum('registration_mode', ['OPEN', 'MODERATED', 'CLOSED'])
export const registrationWay = pgEnum('registration_way', ['CODE', 'LINK'])

export const portals = pgTable('portal', {
  companyId: idColumn('company')('company_id').notNull(),
  version: integer('version').notNull(),
  isOn: boolean('is_on').notNull(),
  notice: text('notice'),
  features: portalFeature('features').array().notNull(),
  displayName: text('display_name').notNull(),
  primaryColor: text('primary_color'),
  accentColor: text('accent_color'),
  logoUrl: text('logo_url'),
  registrationMode: registrationMode('registration_mode').notNull(),
  registrationWay: registrationWay('registration_way').notNull(),
  shortestName: smallint('shortest_name').notNull(),
  languages: text('languages').array().notNull(),
  defaultLanguage: text('default_language').notNull(),
  supportEmail: text('support_email'),
  imprintUrl: text('imprint_url'),
  privacyUrl: text('privacy_url'),
  origins: text('origins').array().notNull(),
  termsVersion: integer('terms_version').notNull(),
  logInByLink: boolean('log_in_by_link').notNull(),
  switchedOffAt: timestamp('switched_off_at', { withTimezone: true, precision: 3 }),
})

export type PortalRow = typeof portals.$inferSelect
