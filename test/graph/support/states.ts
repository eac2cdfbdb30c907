import type postgres from 'postgres'
import { expect } from 'vitest'
import { idFrom } from '../../../subgraphs/kernel/ids.ts'
import { eventually } from '../../support/eventually.ts'
import type { Person } from '../../support/person.ts'
import { change } from './company.ts'

/** A registration with a company of this handle that is verified and waits for staff. */
export async function waitingDraft(sql: postgres.Sql, handle: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into accounts.portal_account
      (company_id, id, status, email, first_name, last_name, language, via, created_at, verified_at, awaiting_approval_since)
    select company_id, gen_random_uuid(), 'DRAFT', gen_random_uuid() || '@example.com', 'Kim', 'Waters', 'en',
      'REGISTRATION', now(), now(), now()
    from accounts.company where handle = ${handle}
    returning id`
  return idFrom('account', row!.id)
}

/** Confirms a booked viewing for this very moment, and waits until it has begun. */
export async function beginViewing(agent: Person, viewingId: string): Promise<string> {
  const [startsAt, endsAt] = [1000, 60_000].map((ms) => new Date(Date.now() + ms).toISOString())
  await change(agent, 'viewingConfirm', { viewingId, startsAt, endsAt }, 'viewing')
  await eventually(async () => {
    const { viewing } = await agent.ask<{ viewing: { viewerCan: { isAllowed: boolean } } }, object>(
      'query ($viewingId: ID!) { viewing(id: $viewingId) { viewerCan(action: COMPLETE) { isAllowed } } }',
      { viewingId },
    )
    expect(viewing.viewerCan.isAllowed).toBe(true)
  })
  return viewingId
}
