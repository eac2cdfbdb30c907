import type { Services } from '../services.ts'
import type { Reaction } from './consumer.ts'
import type { FeedPage } from './event-log.ts'
import type { FullPage } from '../full-read.ts'
import type { LogPlace } from './log-place.ts'

/** What a reaction asks of the subgraph whose events it takes in. */
export interface ConsumerSource {
  /** A page of its log after a position; being asked tells the source that all before has been taken in. */
  feed(after: number, limit: number): Promise<FeedPage>
  /** Where its log ends, and where it parted from the life of this epoch. */
  place(sinceEpoch: number): Promise<LogPlace>
  /** Where its log ends when all that is committed by now is in it; for tests. */
  end(): Promise<number>
  /** A page of its rows, for a projection's full read. */
  rows(endpoint: string, after: string | null, limit: number): Promise<FullPage>
}

export function openConsumerSource({ links }: Services, { name, source }: Reaction): ConsumerSource {
  const link = () => links[source]
  return {
    async feed(after, limit) {
      const params = { after: `${after}`, limit: `${limit}`, consumer: name }
      const page = await link().get<FeedPage>('feed', params)
      return { ...page, events: page.events.map((event) => ({ ...event, at: new Date(event.at) })) }
    },
    end: async () => (await link().get<FeedPage>('feed', { after: '0', limit: '1' })).end,
    place: (sinceEpoch) => link().get<LogPlace>('place', { epoch: `${sinceEpoch}` }),
    rows: (endpoint, after, limit) =>
      link().get<FullPage>(endpoint, { limit: `${limit}`, ...(after !== null && { after }) }),
  }
}
