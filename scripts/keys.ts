import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { makeKeys, services } from '../subgraphs/kernel/keys.ts'

// Makes the pairs of keys by which the services know each other: `npm run keys`. What exists is kept.
try {
  const config = readConfig(process.env)
  for (const service of services) makeKeys(config, service)
  console.log(`The keys stand in ${config.keysDir}: give each machine its own service's .pem and everyone's .pub.pem.`)
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
