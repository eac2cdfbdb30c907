import postgres from 'postgres'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import type { App } from './app.ts'

/**
 * Lets the time of the product come: sets the clock its test gave it, and makes what jobs have been set for until then run
 * at once. What they do is to be waited for.
 */
export async function passTo(app: App, clock: { now: Date }, instant: string | Date): Promise<void> {
  const to = new Date(instant)
  const seconds = (to.getTime() - clock.now.getTime()) / 1000
  clock.now = to
  const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  for (const subgraph of subgraphNames) {
    await sql`update ${sql(`${subgraph}_jobs`)}._private_jobs
      set run_at = run_at - make_interval(secs => ${seconds}) where run_at > now()`
  }
  await sql`select pg_notify('jobs:insert', '{"r":"0","count":1}')`
  await sql.end()
}
