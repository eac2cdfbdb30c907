import type { Actor, Block, Client, Staff } from '../../kernel/actor.ts'
import { forbidden, unauthenticated } from '../../kernel/errors.ts'

const messages: Readonly<Record<Block, string>> = {
  PASSWORD_CHANGE_REQUIRED: 'Change your password first.',
  TERMS_NOT_ACCEPTED: 'Accept the terms and conditions first.',
  PORTAL_OFF: 'The portal is switched off.',
}

/**
 * Refuses whoever must mend something first (ACC-3, ACC-16). The gateway does so for every operation; this holds for
 * whoever comes another way.
 */
export function unblocked<A extends Actor>(actor: A): A {
  const block = blockOf(actor)
  if (block) throw forbidden(messages[block], block)
  return actor
}

/** What somebody must mend first; null when nothing is in their way. */
export function blockOf(actor: Actor): Block | null {
  return actor.kind === 'staff' || actor.kind === 'client' ? (actor.blocks[0] ?? null) : null
}

/** Whoever is logged in, also while something is to be mended: they may change their password and log out. */
export function asPerson(actor: Actor): Staff | Client {
  if (actor.kind === 'staff' || actor.kind === 'client') return actor
  throw unauthenticated()
}

/** Who may look after their own sessions. */
export const mayManage = (actor: Actor): Staff | Client => unblocked(asPerson(actor))
