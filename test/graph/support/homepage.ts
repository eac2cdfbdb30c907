import { change, makeProperty, type Company } from './company.ts'
import { dayFromNow } from './day.ts'

/** Offers the client so many properties more, each of which they like and ask to see. */
export async function fillHomepage({ mark, agent, client, own }: Company, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const propertyId = await makeProperty(agent, mark, 1_000 + n)
      await change(agent, 'offerCreate', { dealId: own['deal'], propertyId }, 'offer')
      await change(client, 'reactionSet', { propertyId, reaction: 'INTERESTED' }, 'property')
      await change(client, 'viewingRequest', { propertyId, preferredDates: [{ date: dayFromNow(7) }] }, 'viewing')
    }),
  )
}
