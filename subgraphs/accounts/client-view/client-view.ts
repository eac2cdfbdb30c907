import type { AgentId } from '../../kernel/ids.ts'
import { lengthOf, readable } from '../../kernel/text.ts'
import type { ClientViewStarted } from '../events.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import type { SessionRow } from '../session/tables.ts'
import type { ClientViewRow } from './tables.ts'

const SHORTEST_REASON = 3
const LONGEST_REASON = 500

/** A member of staff begins to look at the portal as a client sees it. */
export function start(
  account: PortalAccountRow,
  agentId: AgentId,
  reason: string,
  session: SessionRow,
): { view: ClientViewRow; event: ClientViewStarted } {
  const { companyId, id: accountId, contactId } = account
  const { id: sessionId, createdAt: startedAt, absoluteUntil: endsAt } = session
  return {
    view: { companyId, sessionId, accountId, agentId, reason: reasonOf(reason), startedAt, endsAt },
    event: {
      type: 'client_view.started',
      subject: accountId,
      persons: [accountId, agentId],
      data: { accountId, contactId: contactId!, agentId, sessionId },
    },
  }
}

/** When a view has ended; null while it goes on. A session that is no more ended at its time at the latest. */
export function endOf(
  { endsAt }: Pick<ClientViewRow, 'endsAt'>,
  session: Pick<SessionRow, 'endedAt'> | null,
  now: Date,
): Date | null {
  return session?.endedAt ?? (endsAt <= now ? endsAt : null)
}

function reasonOf(given: string): string {
  const path = ['input', 'reason']
  const reason = readable(given)
  const length = lengthOf(reason)
  if (length < SHORTEST_REASON) throw refuse('VIEW_REASON_TOO_SHORT', { path, least: SHORTEST_REASON })
  if (length > LONGEST_REASON) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST_REASON })
  return reason
}
