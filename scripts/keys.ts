import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { makeKeys, services } from '../subgraphs/kernel/keys.ts'
import { makeSealKey } from '../subgraphs/kernel/seal.ts'

// Makes the pairs of keys by which the services know each other, and the one that accounts seals secrets with: `npm run keys`.
// What exists is kept.
try {
  const config = readConfig(process.env)
  for (const service of services) makeKeys(config, service)
  makeSealKey(config, 'accounts')
  console.log(
    `The keys stand in ${config.keysDir}: give each machine its own service's .pem and everyone's .pub.pem, and those of accounts accounts.seal.`,
  )
  console.log('Keep a copy of accounts.seal: without it nobody reads what is sealed in the database.')
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
