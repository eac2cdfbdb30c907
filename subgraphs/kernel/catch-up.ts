import { setTimeout as delay } from 'node:timers/promises'
import type { SeenPlace } from './link.ts'
import type { Services } from './services.ts'

/** So long an operation waits for reactions to what its asker has done; then it answers with what is known. */
const patienceMs = 2_000
const lookEveryMs = 15

/**
 * Waits until this subgraph's reactions have taken in what the asker has seen of other subgraphs: who changes something
 * there reads it here afterwards.
 */
export async function catchUp(services: Services, places: readonly SeenPlace[] = []): Promise<void> {
  const foreign = places.filter(({ source }) => source !== services.name)
  if (foreign.length === 0) return
  const deadline = performance.now() + patienceMs
  while ((await isBehind(services, foreign)) && performance.now() < deadline) await delay(lookEveryMs)
}

async function isBehind({ sql }: Services, places: readonly SeenPlace[]): Promise<boolean> {
  const [row] = await sql<{ behind: boolean }[]>`
    select exists (
      select from consumer join json_to_recordset(${JSON.stringify(places)}::text::json) as seen(source text, epoch integer, pos bigint)
        using (source)
      where rebuilding is not null or (consumer.epoch, consumer.pos) < (seen.epoch, seen.pos)
    ) as behind`
  return row?.behind === true
}
