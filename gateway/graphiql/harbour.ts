const now = new Date()

/** Differs each time the page is opened anew, for what may exist only once: an address, a reference. */
export const mark = now.getTime().toString(36)

/** Three old harbours, of which one has its day before it at any hour: a viewing of today opens its journal there. */
const harbours = [
  {
    address: { street: 'Singel 7', postalCode: '1012 AA', city: 'Amsterdam', country: 'NL' },
    point: { latitude: 52.3791, longitude: 4.8919 },
    timeZone: 'Europe/Amsterdam',
  },
  {
    address: { street: 'Handelskade 7', city: 'Willemstad', country: 'CW' },
    point: { latitude: 12.1046, longitude: -68.9346 },
    timeZone: 'America/Curacao',
  },
  {
    address: { street: 'Dejima-machi 7', postalCode: '850-0862', city: 'Nagasaki', country: 'JP' },
    point: { latitude: 32.7434, longitude: 129.873 },
    timeZone: 'Asia/Tokyo',
  },
]

/** How many milliseconds the clocks of a time zone are ahead of UTC, or behind it. */
function aheadIn(timeZone: string): number {
  const shown = Date.parse(`${now.toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`)
  return Math.round((shown - now.getTime()) / 60_000) * 60_000
}

export const harbour = harbours.find(({ timeZone }) => {
  const hour = new Date(now.getTime() + aheadIn(timeZone)).getUTCHours()
  return hour >= 6 && hour < 17
})!
const ahead = aheadIn(harbour.timeZone)
const { latitude, longitude } = harbour.point

/** The part of the map around the harbour. */
export const aroundIt = {
  south: latitude - 0.1,
  west: longitude - 0.1,
  north: latitude + 0.1,
  east: longitude + 0.1,
}

/** The date some days from now, as a calendar at the harbour shows it. */
export function dateIn(days: number): string {
  return new Date(now.getTime() + ahead + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Ten minutes on such a date, in the hours after one of the harbour's day. Others each minute, since an agent who lives the
 * journey a second time is not free where they were the first time.
 */
export function slotIn(days: number, hour: number): { readonly startsAt: string; readonly endsAt: string } {
  const turn = Math.floor(now.getTime() / 60_000) % 33
  const start = Date.parse(`${dateIn(days)}T${hour}:00:00Z`) - ahead + turn * 600_000
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(start + 600_000).toISOString() }
}
