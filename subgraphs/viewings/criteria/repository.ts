import { sql, type SQL } from 'drizzle-orm'
import { properties as property } from '../property/tables.ts'
import { watches as watch } from '../watch/tables.ts'

/**
 * The condition that a property is what a watch looks for: `matches` in SQL, for two tables that are joined. A test
 * compares the two. The range of prices stands as it is indexed.
 */
export function meets(): SQL {
  return sql`${property.withdrawnAt} is null
    and (${watch.transaction} is null or ${watch.transaction} = ${property.transaction})
    and (cardinality(${watch.kinds}) = 0 or ${property.kind} = any(${watch.kinds}))
    and (${watch.priceCurrency} is null or ${watch.priceCurrency} = ${property.priceCurrency})
    and int8range(${watch.priceMin}, ${watch.priceMax}, '[]') @> ${property.priceAmount}
    and (cardinality(${watch.cities}) = 0
      or lower(${property.city}) in (select lower(wanted) from unnest(${watch.cities}) as wanted))
    and (${watch.south} is null
      or (${property.areaLatitude} between ${watch.south} and ${watch.north}
        and ${property.areaLongitude} between ${watch.west} and ${watch.east}))
    and (${watch.minRooms} is null or ${property.rooms} >= ${watch.minRooms})
    and (num_nonnulls(${watch.livingAreaMin}, ${watch.livingAreaMax}) = 0
      or int4range(${watch.livingAreaMin}, ${watch.livingAreaMax}, '[]') @> ${property.livingArea})
    and ${property.features} @> ${watch.features}`
}
