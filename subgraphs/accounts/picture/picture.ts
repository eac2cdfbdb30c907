import type { FileId } from '../../kernel/ids.ts'
import type { AgentRow } from '../agent/tables.ts'
import type { AccountPictureChanged, AgentPictureChanged } from '../events.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'

/** Somebody with a profile picture, as it is known of them: a portal user or a member of staff. */
export interface Pictured {
  readonly pictureId: FileId | null
}

/** A portal user has another picture, or none. */
export function changeAccount(account: PortalAccountRow, pictureId: FileId | null): AccountPictureChanged {
  const { id, contactId, ownerId } = account
  const persons = [id, contactId, ownerId].filter((person) => person !== null)
  return { type: 'account.picture_changed', subject: id, persons, data: { accountId: id, pictureId } }
}

/** A member of staff has another picture, or none. */
export function changeAgent({ id }: AgentRow, pictureId: FileId | null): AgentPictureChanged {
  return { type: 'agent.picture_changed', subject: id, persons: [id], data: { agentId: id, pictureId } }
}

/** The picture somebody wants to delete must be the one they have now. */
export function mayDelete({ pictureId }: Pictured, wanted: string): void {
  if (pictureId !== wanted) throw refuse('NOT_FOUND', { noun: 'picture', path: ['input', 'pictureId'] })
}
