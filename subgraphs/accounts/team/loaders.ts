import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AgentId, TeamId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { firstJoined, firstMadeOfMember } from './repository.ts'
import { teamMembers, teams } from './tables.ts'

/** The company's teams by id. */
export const teamsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(teams)
        .where(and(eq(teams.companyId, ctx.company), sql`${teams.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )

/** Each team's members. */
export const membersByTeam = (ctx: Context) =>
  pagesByParent<TeamId, typeof teamMembers>(ctx.db, {
    table: teamMembers,
    parent: teamMembers.teamId,
    order: firstJoined,
    where: eq(teamMembers.companyId, ctx.company),
  })

/** In which teams each agent is. */
export const teamsByMember = (ctx: Context) =>
  pagesByParent<AgentId, typeof teamMembers>(ctx.db, {
    table: teamMembers,
    parent: teamMembers.agentId,
    order: firstMadeOfMember,
    where: eq(teamMembers.companyId, ctx.company),
  })
