// The company to click around in, which a start in development makes. Whoever reads this knows its password.

export const demoCompany = { name: 'Harbour Homes', handle: 'harbour-homes' }
export const demoPassword = 'sea-view-2-rooms'

/** Who may log in to it, by what they are. */
export const demoPeople = {
  administrator: { email: 'admin@harbour-homes.example', firstName: 'Alex', lastName: 'Harbour' },
  agent: { email: 'agent@harbour-homes.example', firstName: 'Robin', lastName: 'Quay', role: 'AGENT' },
  support: { email: 'support@harbour-homes.example', firstName: 'Sam', lastName: 'Pier', role: 'SUPPORT' },
  client: { email: 'client@example.com', firstName: 'Kim', lastName: 'Waters' },
}
