import { badInput, shown, unauthenticated } from '../subgraphs/kernel/errors.ts'
import type { Actor } from '../subgraphs/kernel/actor.ts'
import type { Links, SeenPlace } from '../subgraphs/kernel/link.ts'
import type { Place } from '../subgraphs/kernel/events/cursor.ts'

/** The header in which a request brings cursors, separated by commas. */
export const afterHeader = 'portico-after'

const MOST_CURSORS = 8

/**
 * The cursors beside a document: of mutations that its answer must know of. They come as the header `Portico-After`, or
 * as `after` in `extensions`, where there are no headers.
 */
export function cursorsBeside(header: unknown, extensions: unknown): readonly unknown[] {
  const { after } = (extensions ?? {}) as { after?: unknown }
  const given = typeof header === 'string' ? header.split(',').map((cursor) => cursor.trim()) : []
  return [...given, ...(Array.isArray(after) ? after : [after])].filter((cursor) => cursor != null && cursor !== '')
}

/**
 * Which places of which logs cursors stand for. Each subgraph knows its own, and a subgraph that is away cannot say.
 * Throws BAD_USER_INPUT for a cursor that is nobody's or another company's.
 */
export async function placesOf(links: Links, actor: Actor, cursors: readonly unknown[]): Promise<readonly SeenPlace[]> {
  if (cursors.length === 0) return []
  if (actor.kind === 'anonymous') throw unauthenticated()
  if (cursors.length > MOST_CURSORS) throw badInput(`At most ${MOST_CURSORS} cursors come with a request.`)
  const { company } = actor

  async function placeOf(cursor: unknown): Promise<SeenPlace> {
    if (typeof cursor !== 'string' || !/^[\w-]{36}$/.test(cursor)) throw foreign()
    const asked = await Promise.allSettled(
      Object.values(links).map(async (link) => {
        const place = await link.get<Place | null>('cursor', { company, cursor })
        return place && { source: link.name, ...place }
      }),
    )
    for (const answer of asked) if (answer.status === 'fulfilled' && answer.value) return answer.value
    if (asked.every(({ status }) => status === 'fulfilled')) throw foreign()
    throw shown('NOT_READY', 'A cursor cannot be read at the moment; try again soon.', 'SUBGRAPH_UNREACHABLE')
  }
  return Promise.all(cursors.map(placeOf))
}

const foreign = () => badInput(`A cursor that came beside the operation, in ${afterHeader}, is not one of yours.`)
