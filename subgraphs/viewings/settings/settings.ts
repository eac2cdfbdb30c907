import type { Decision } from '../../kernel/events/event.ts'
import { idFrom, uuidOf, type CompanyId, type Id } from '../../kernel/ids.ts'
import type { ViewingSettingsChanged } from '../events.ts'
import type { SettingsRow } from './tables.ts'

/** What is to be set; what is absent stays. */
export interface Setting {
  readonly map?: SettingsRow['map'] | null
}

/** Settings as they are shown, under an id of their own: clients keep what they have read under its id, whatever its type. */
export interface ShownSettings extends SettingsRow {
  readonly id: Id<'viewing_settings'>
}

export function shown(settings: SettingsRow): ShownSettings {
  return { ...settings, id: idFrom('viewing_settings', uuidOf(settings.companyId)) }
}

/** How a company works that has not decided anything yet. */
export function initial(company: CompanyId): SettingsRow {
  return { companyId: company, version: 1, map: 'AREA' }
}

/** Sets what is given; null when nothing changes by it. */
export function set(settings: SettingsRow, given: Setting): Decision<SettingsRow, ViewingSettingsChanged> | null {
  const { companyId } = settings
  const kept = { map: given.map ?? settings.map }
  if (JSON.stringify({ ...settings, ...kept }) === JSON.stringify(settings)) return null
  return {
    change: { ...kept, version: settings.version + 1 },
    event: { type: 'viewing_settings.changed', subject: companyId, data: { companyId } },
  }
}
