import { dayFromNow } from './day.ts'

const inTenDays = new Date(Date.now() + 10 * 86_400_000)

/** What fits a field of this name, where its type alone does not tell. */
const byName: Readonly<Record<string, unknown>> = {
  email: 'somebody@example.com',
  language: 'en',
  country: 'NL',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  date: dayFromNow(10),
  startsAt: inTenDays.toISOString(),
  endsAt: new Date(inTenDays.getTime() + 3_600_000).toISOString(),
  status: 'PENDING',
  consumer: 'accounts.clients',
  password: 'eleven loud geese',
  portalKey: 'portal-wombatwombat',
  verifierHash: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  // Terms that are required would block the clients who are still to ask.
  isRequired: false,
}

const byType: Readonly<Record<string, unknown>> = {
  String: 'A text',
  Int: 1,
  NonNegativeInt: 1,
  SafeInt: 1,
  Float: 1,
  Boolean: true,
  DateTime: inTenDays.toISOString(),
  LocalDate: dayFromNow(10),
  LocalTime: '14:30',
}

/** A sensible value for an input of this name and type; fails, in a sentence, for a scalar it has none of. */
export function valueOf(name: string, type: string, enumValues: readonly string[] | null): unknown {
  const named = byName[name]
  if (enumValues) return enumValues.includes(String(named)) ? named : enumValues[0]
  const value = named ?? byType[type]
  if (value === undefined) throw new Error(`No value is known for ${name} of type ${type}: say one in values.ts.`)
  return value
}
