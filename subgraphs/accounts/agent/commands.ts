import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { Decision } from '../../kernel/events/event.ts'
import { idOf, newId, type AgentId } from '../../kernel/ids.ts'
import { revokeKeysOf } from '../api-key/commands.ts'
import { countClientsOf } from '../client/repository.ts'
import { lockCompany } from '../company/repository.ts'
import type { AgentEvent } from '../events.ts'
import { changeRequired, isTemporary } from '../password/password.ts'
import { deletePassword, readPassword } from '../password/repository.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../session/commands.ts'
import { leaveTeams } from '../team/commands.ts'
import * as agent from './agent.ts'
import * as policy from './policy.ts'
import { insertAgent, lockAgent, saveAgent } from './repository.ts'
import type { AgentRow } from './tables.ts'

/** A member of staff, and which version of them the asker has read. */
export interface AgentNamed {
  readonly agentId: string
  readonly expectedVersion?: number | null
}

/** What `agentUpdate` is given; without an id it is about the asker. */
export interface AgentUpdate extends agent.AgentEdit {
  readonly agentId?: string | null
  readonly expectedVersion?: number | null
}

/** Makes somebody a member of staff, who is mailed a temporary password (ACC-27). */
export async function inviteAgent(ctx: Context, given: agent.NewAgent): Promise<AgentRow> {
  policy.mayManage(ctx.actor)
  const joined = agent.join(ctx.company, newId('agent'), given, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertAgent(tx, joined.agent)
    await enqueueInvitation(tx, ctx, saved.id)
    await append(tx, joined.event, ctx)
    return saved
  })
}

/** Mails a new temporary password in place of the one before. */
export async function resendAgentInvitation(ctx: Context, agentId: string): Promise<AgentRow> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockNamed(tx, ctx, { agentId })
    agent.mustBeHere(found)
    const password = await readPassword(tx, ctx.company, found.id)
    if (password && !isTemporary(password)) throw refuse('PASSWORD_ALREADY_CHOSEN', { path: ['input', 'agentId'] })
    await enqueueInvitation(tx, ctx, found.id)
    return found
  })
}

/** Changes what is said of a member of staff: everybody their own names, an ADMIN everybody's, and what they log in with. */
export async function updateAgent(
  ctx: Context,
  { agentId, expectedVersion, ...given }: AgentUpdate,
): Promise<AgentRow> {
  const { agent: asker, role } = policy.mayEdit(ctx.actor)
  const wanted = agentId ?? asker
  if (role !== 'ADMIN') {
    if (wanted !== asker) throw refuse('OWN_PROFILE_ONLY', { path: ['input', 'agentId'] })
    if (given.email != null) throw refuse('EMAIL_BY_ADMINISTRATOR', { path: ['input', 'email'] })
  }
  return ctx.transact(async (tx) => {
    const found = await lockNamed(tx, ctx, { agentId: wanted, expectedVersion })
    return save(tx, ctx, found, agent.edit(found, given))
  })
}

export async function changeAgentRole(
  ctx: Context,
  { role, ...named }: AgentNamed & { readonly role: AgentRow['role'] },
): Promise<AgentRow> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    const { administratorId } = await lockCompany(tx, ctx.company)
    const found = await lockNamed(tx, ctx, named)
    return save(tx, ctx, found, agent.changeRole(found, role, administratorId))
  })
}

/** More than so many are not counted. */
const MOST_COUNTED = 10_000

/**
 * Lets somebody leave: nothing that they came in with serves any more. Their contacts stay theirs until they are given to
 * others; how many those are is told.
 */
export async function letAgentLeave(
  ctx: Context,
  named: AgentNamed,
): Promise<{ readonly agent: AgentRow; readonly contactsToAssign: number }> {
  const { agent: by } = policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    const { administratorId } = await lockCompany(tx, ctx.company)
    const found = await lockNamed(tx, ctx, named)
    const decision = agent.leave(found, administratorId, ctx.now())
    const saved = await save(tx, ctx, found, decision)
    if (decision) {
      // The password goes first: who is just logging in holds it, and their session is there to be ended then.
      await deletePassword(tx, ctx.company, found.id)
      await endSessionsOf(tx, ctx, found.id, null)
      await revokeKeysOf(tx, ctx, found.id, by)
      await leaveTeams(tx, ctx, found.id)
    }
    return { agent: saved, contactsToAssign: await countClientsOf(tx, ctx.company, found.id, MOST_COUNTED) }
  })
}

/** Takes somebody back who has left; they are mailed a temporary password, since their own has gone. */
export async function letAgentReturn(ctx: Context, named: AgentNamed): Promise<AgentRow> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockNamed(tx, ctx, named)
    const decision = agent.comeBack(found)
    if (!decision) return found
    await enqueueInvitation(tx, ctx, found.id)
    // Gateways may know that nothing about the password of before was due.
    await append(tx, changeRequired(found.id), ctx)
    return save(tx, ctx, found, decision)
  })
}

async function save(
  tx: Tx,
  ctx: Context,
  found: AgentRow,
  decision: Decision<AgentRow, AgentEvent> | null,
): Promise<AgentRow> {
  if (!decision) return found
  const saved = await saveAgent(tx, ctx.company, found.id, decision.change)
  await append(tx, decision.event, ctx)
  return saved
}

async function lockNamed(tx: Tx, ctx: Context, { agentId, expectedVersion }: AgentNamed): Promise<AgentRow> {
  const id = idOf('agent', agentId)
  const found = id && (await lockAgent(tx, ctx.company, id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'agentId'] })
  if (expectedVersion != null && expectedVersion !== found.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return found
}

/** The password is made when the mail is sent, so the job is told the person only. */
function enqueueInvitation(tx: Tx, ctx: Context, agentId: AgentId): Promise<void> {
  const { company, language } = ctx
  return ctx.services.jobs.enqueue(tx, 'mailStaffInvitation', { company, agentId, language })
}
