import { forDevelopers } from '../../kernel/errors.ts'
import type { Box } from '../criteria/criteria.ts'
import type { PropertyRow } from '../property/tables.ts'

/** A range of numbers that may be open at either end; both ends are in it. */
export interface Range {
  readonly min?: number | null
  readonly max?: number | null
}

/** Which properties are looked for; what is not given does not narrow them. */
export interface PropertyFilter {
  readonly text?: string | null
  readonly kinds?: readonly PropertyRow['kind'][] | null
  readonly transaction?: PropertyRow['transaction'] | null
  readonly price?: (Range & { readonly currency: string }) | null
  readonly livingArea?: Range | null
  readonly plotArea?: Range | null
  readonly rooms?: Range | null
  readonly bedrooms?: Range | null
  readonly features?: PropertyRow['features'] | null
  readonly energyLabelFrom?: PropertyRow['energyLabel']
  readonly cities?: readonly string[] | null
  readonly boundingBox?: Box | null
  readonly isWithdrawn?: boolean | null
}

/** In which order they are shown. */
export type PropertyOrder = 'NEWEST' | 'CHEAPEST' | 'DEAREST' | 'REFERENCE'

/** What is looked for, and whether by what is exactly known of each place or by its area alone. */
export interface PropertiesWanted {
  readonly filter: PropertyFilter
  readonly isExact: boolean
}

const LONGEST_TEXT = 200
const MOST_CITIES = 50

/** The filter as it is carried out; BAD_USER_INPUT for a part of the map that is none. */
export function checked(filter: PropertyFilter): PropertyFilter {
  if ((filter.cities?.length ?? 0) > MOST_CITIES) {
    throw forDevelopers('BAD_USER_INPUT', `A filter names at most ${MOST_CITIES} cities.`)
  }
  if (filter.boundingBox && !isBox(filter.boundingBox)) {
    throw forDevelopers(
      'BAD_USER_INPUT',
      'A box lies within -90 to 90 and -180 to 180 degrees, its south below its north.',
    )
  }
  return { ...filter, text: [...(filter.text ?? '')].slice(0, LONGEST_TEXT).join('').trim() || null }
}

function isBox({ south, west, north, east }: Box): boolean {
  return south >= -90 && south <= north && north <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180
}
