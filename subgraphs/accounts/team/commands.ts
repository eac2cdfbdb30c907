import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { checkEach } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId, type AgentId, type TeamId } from '../../kernel/ids.ts'
import { holdPresent } from '../agent/repository.ts'
import { lockCompany } from '../company/repository.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import { deleteTeam, insertTeam, lockTeam, saveTeam, teamsOfMember } from './repository.ts'
import type { TeamRow } from './tables.ts'
import * as team from './team.ts'

/** What `teamCreate` is given. */
export interface TeamDraft {
  readonly name: string
  readonly memberIds?: readonly string[] | null
}

/** What `teamUpdate` is given, and which version of the team the asker has read. */
export interface TeamUpdate extends Partial<TeamDraft> {
  readonly teamId: string
  readonly expectedVersion?: number | null
}

/** Makes a team; whoever is in one is a member of staff who has not left. */
export async function createTeam(ctx: Context, draft: TeamDraft): Promise<TeamRow> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    await lockCompany(tx, ctx.company)
    const memberIds = await membersIn(tx, ctx, draft.memberIds ?? [])
    const created = team.create(ctx.company, newId('team'), { name: draft.name, memberIds }, ctx.now())
    const saved = await insertTeam(tx, created.team)
    await append(tx, created.event, ctx)
    return saved
  })
}

export async function updateTeam(ctx: Context, { teamId, expectedVersion, ...given }: TeamUpdate): Promise<TeamRow> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    await lockCompany(tx, ctx.company)
    const found = await lockNamed(tx, ctx, teamId)
    if (expectedVersion != null && expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const memberIds = given.memberIds == null ? null : await membersIn(tx, ctx, given.memberIds)
    return save(tx, ctx, found, { name: given.name, memberIds })
  })
}

/** Ends a team; its members stay what they are. */
export async function removeTeam(ctx: Context, teamId: string): Promise<TeamId> {
  policy.mayManage(ctx.actor)
  return ctx.transact(async (tx) => {
    await lockCompany(tx, ctx.company)
    const found = await lockNamed(tx, ctx, teamId)
    await deleteTeam(tx, ctx.company, found.id)
    await append(tx, team.deleted(found), ctx)
    return found.id
  })
}

/** Takes somebody out of all teams, in the transaction of their leaving, which has locked the company. */
export async function leaveTeams(tx: Tx, ctx: Context, agentId: AgentId): Promise<void> {
  for (const id of await teamsOfMember(tx, ctx.company, agentId)) {
    const found = await lockTeam(tx, ctx.company, id)
    if (found) await save(tx, ctx, found, { memberIds: found.memberIds.filter((member) => member !== agentId) })
  }
}

async function save(tx: Tx, ctx: Context, found: team.Team, given: team.TeamEdit): Promise<TeamRow> {
  const decision = team.edit(found, given)
  if (!decision) return found
  const saved = await saveTeam(tx, ctx.company, found.id, decision.change, decision.memberIds)
  await append(tx, decision.event, ctx)
  return saved
}

async function lockNamed(tx: Tx, ctx: Context, teamId: string): Promise<team.Team> {
  const id = idOf('team', teamId)
  const found = id && (await lockTeam(tx, ctx.company, id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'team', path: ['input', 'teamId'] })
  return found
}

/** Those who are named, all of them here; each who is not is refused. */
async function membersIn(tx: Tx, ctx: Context, given: readonly string[]): Promise<AgentId[]> {
  const ids = given.map((text) => idOf('agent', text))
  const present = await holdPresent(
    tx,
    ctx.company,
    ids.filter((id) => id !== null),
  )
  return checkEach(ids, (id, index) => {
    if (id && present.has(id)) return id
    throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'memberIds', `${index}`] })
  })
}
