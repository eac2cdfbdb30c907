import { parseArgs } from 'node:util'
import { foundCompany } from '../subgraphs/accounts/company/commands.ts'
import { strongPassword } from '../subgraphs/accounts/password/generated.ts'
import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { settingsOf } from '../subgraphs/kernel/database-settings.ts'
import { connect, openDb } from '../subgraphs/kernel/db.ts'
import { Refusal } from '../subgraphs/kernel/errors.ts'
import { migrate } from '../subgraphs/kernel/migrations.ts'
import { startPostgres } from './embedded-postgres.ts'

// Founds a company with its first administrator (ACC-27), whether the server runs or not:
// npm run company -- --name "Harbour Homes" --handle harbour-homes --email … --first-name … --last-name …
// The password is PORTICO_ADMIN_PASSWORD, else one is made up and shown once.
const options = ['name', 'handle', 'email', 'first-name', 'last-name'] as const

try {
  const given = read(process.argv.slice(2))
  const password = process.env['PORTICO_ADMIN_PASSWORD'] || null
  await found(given, password)
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof Refusal)) throw error
  console.error(
    error instanceof Refusal && error.data.path ? `${error.data.path.at(-1)}: ${error.message}` : error.message,
  )
  process.exitCode = 1
}

async function found(given: Record<(typeof options)[number], string>, chosen: string | null): Promise<void> {
  const config = readConfig(process.env)
  const isEmbedded = !config.databaseUrls.accounts && !config.databaseUrl
  const embedded = isEmbedded ? await startPostgres({ dataDir: config.dataDir, log: console.log }) : null
  try {
    const settings = settingsOf(config, 'accounts', embedded?.url)
    await migrate(settings, { log: console.log })
    const client = connect(settings, { max: 1 })
    try {
      const administrator = { email: given.email, firstName: given['first-name'], lastName: given['last-name'] }
      const password = chosen ?? strongPassword()
      const { company, portalKey } = await foundCompany(
        openDb(client),
        { company: { name: given.name, handle: given.handle }, administrator, password },
        new Date(),
      )
      console.log(
        `Company ${company}: staff log in with the company ${given.handle}, clients with the portal key ${portalKey}.`,
      )
      console.log(`Administrator: ${given.email}`)
      if (!chosen) console.log(`Password, shown this once: ${password}`)
    } finally {
      await client.end()
    }
  } finally {
    await embedded?.stop()
  }
}

function read(args: string[]): Record<(typeof options)[number], string> {
  const usage = `Say who it is: npm run company -- ${options.map((name) => `--${name} …`).join(' ')}`
  try {
    const { values } = parseArgs({
      args,
      options: Object.fromEntries(options.map((name) => [name, { type: 'string' }])),
    })
    if (options.some((name) => !values[name])) throw new ConfigError(usage)
    return values as Record<(typeof options)[number], string>
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(usage)
  }
}
