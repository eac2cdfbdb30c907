import { boolean, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** A public or private Ed25519 key as JSON (RFC 8037). */
export interface Jwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly d?: string
}

export const signingKeys = pgTable('signing_key', {
  kid: text('kid').notNull(),
  privateJwk: jsonb('private_jwk').$type<Jwk>().notNull(),
  publicJwk: jsonb('public_jwk').$type<Jwk>().notNull(),
  isCurrent: boolean('is_current').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  retiredAt: timestamp('retired_at', { withTimezone: true, precision: 3 }),
})

export type SigningKeyRow = typeof signingKeys.$inferSelect
