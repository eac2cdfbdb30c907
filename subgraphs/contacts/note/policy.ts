import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'
import * as contact from '../contact/policy.ts'
import type { ContactNoteRow } from './tables.ts'

/** About whom somebody reads notes: the contacts that they see as staff. A client sees none, not even about themselves. */
export const sightOf = (actor: Actor): contact.Sight =>
  actor.kind === 'client' ? { see: 'none' } : contact.sightOf(actor)

/**
 * Who may write notes, about whomever they see. That is no right of editing the contact: who is only shown one by another
 * agent writes notes about it, too (CON-5).
 */
export const mayWrite = (actor: Actor): Staff => asStaff(actor, 'ADMIN', 'AGENT')

/** A note is for who wrote it to change, and for administrators. */
export const mayChange = ({ agent, role }: Staff, { byAgentId }: ContactNoteRow): boolean =>
  role === 'ADMIN' || agent === byAgentId
