import { createHash } from 'node:crypto'
import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { languageOf } from '../../kernel/language.ts'
import { nothingHere } from '../../kernel/routes/answer.ts'
import type { RouteAnswer, RouteRequest } from '../../kernel/routes/route.ts'
import type { PersonState } from '../../kernel/session-news.ts'
import { feedOf } from '../calendar/ical.ts'
import { bookedOf } from '../calendar/repository.ts'
import * as policy from './policy.ts'
import { findFeed, noteRead, readFeed } from './repository.ts'
import { readFeedName } from './secret.ts'
import type { CalendarFeedRow } from './tables.ts'

const MINUTE = 60_000
const BACK_MS = 30 * 24 * 60 * MINUTE

/** The asker's feed, if they have one. */
export async function feedOfAsker(ctx: Context): Promise<CalendarFeedRow | null> {
  const person = personOf(policy.mayHaveFeed(ctx.actor))!
  return readFeed(ctx.db, ctx.company, person)
}

/**
 * Answers calendar software, which brings nothing but the address. What it may read is what the person might see who made
 * the feed, were they to come in now; an address that leads nowhere any more looks like one that never did.
 */
export async function serveFeed(ctx: Context, { params, headers }: RouteRequest): Promise<RouteAnswer> {
  const { services, db } = ctx
  const name = readFeedName(params['name'] ?? '')
  const feed = name && (await findFeed(db, name.company, name.hash))
  if (!feed) throw nothingHere()
  const { companyId: company, personId } = feed
  const person = await services.links.accounts.get<PersonState | null>('person', { company, person: personId })
  if (!person || (person.kind === 'staff' && person.role === 'SUPPORT')) throw nothingHere()
  if (person.kind === 'client' && person.featuresOff.includes('VIEWINGS')) throw nothingHere()
  const now = ctx.now()
  const whose = person.kind === 'staff' ? { agent: person.agent } : { contact: person.contact }
  const booked = await bookedOf(db, company, whose, new Date(now.getTime() - BACK_MS))
  const reader = person.kind === 'staff' ? 'agent' : 'client'
  const body = feedOf(booked, { reader, language: languageOf(person.language), now })
  await noteRead(db, feed, now, new Date(now.getTime() - MINUTE))
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
  const kept = { etag, 'cache-control': 'private, no-cache' }
  if (isKept(headers['if-none-match'], etag)) return { status: 304, headers: kept, body: null }
  const file = {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="viewings.ics"',
  }
  return { status: 200, headers: { ...kept, ...file }, body }
}

/** Whether the reader has this already, by what it said it has (RFC 9110, 13.1.2). */
function isKept(given: string | undefined, etag: string): boolean {
  const kept = given?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? []
  return kept.includes(etag) || kept.includes('*')
}
