import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { subgraphs } from '../subgraphs/index.ts'
import { readmeWithTables } from './readme.ts'
import { schemaFiles } from './supergraph.ts'

// Emits the subgraphs' SDL, the supergraph and the public schema into schema/, and the README's tables: `npm run schema`.
// With `--check` it writes nothing and fails when what stands there is not what the code says.
const isCheck = process.argv.includes('--check')
try {
  const inRoot = (name: string) => join(process.cwd(), name)
  const files = Object.entries(schemaFiles(Object.values(subgraphs)))
  const emitted: [name: string, text: string][] = files.map(([name, text]) => [`schema/${name}`, text])
  emitted.push(['README.md', await readmeWithTables(readFileSync(inRoot('README.md'), 'utf8'))])
  const stale = emitted.filter(([name, text]) => {
    const isSame = existsSync(inRoot(name)) && readFileSync(inRoot(name), 'utf8') === text
    if (!isSame && !isCheck) writeFileSync(inRoot(name), text)
    return !isSame
  })
  const names = stale.map(([name]) => name).join(', ')
  if (isCheck && stale.length > 0)
    throw new Error(`${names} is not what the code says: run "npm run schema" and commit it.`)
  console.log(stale.length > 0 ? `Written: ${names}.` : 'schema/ and the README are what the code says.')
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
