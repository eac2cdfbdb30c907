import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { subgraphs } from '../subgraphs/index.ts'
import { schemaFiles } from './supergraph.ts'

// Emits the subgraphs' SDL, the supergraph and the public schema into schema/: `npm run schema`. With `--check` it
// writes nothing and fails when what stands there is not what the code says.
const isCheck = process.argv.includes('--check')
try {
  const stale = Object.entries(schemaFiles(Object.values(subgraphs))).filter(([name, text]) => {
    const file = join(process.cwd(), 'schema', name)
    const isSame = existsSync(file) && readFileSync(file, 'utf8') === text
    if (!isSame && !isCheck) writeFileSync(file, text)
    return !isSame
  })
  const names = stale.map(([name]) => `schema/${name}`).join(', ')
  if (isCheck && stale.length > 0)
    throw new Error(`${names} is not what the code says: run "npm run schema" and commit it.`)
  console.log(stale.length > 0 ? `Written: ${names}.` : 'schema/ is what the code says.')
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
