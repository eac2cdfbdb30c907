import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { compare } from './contract/comparison.ts'
import { unclearDeprecations } from './contract/deprecation.ts'
import { dayTold, releasedSchema } from './contract/released.ts'

// Emits the subgraphs' SDL, the supergraph, the public schema and the codes of refusals into schema/, and the README's
// tables: `npm run schema`. With `--check` it writes nothing and fails when what stands there is not what the code says.
// With `--diff [ref]` it compares the public schema with that of the last tag, or of the ref, and fails when clients of
// that one would break.
const folder = process.cwd()
const inRoot = (name: string) => join(folder, name)
const [flag, ref] = process.argv.slice(2)

try {
  if (flag === '--diff') await compareWithRelease()
  else await emit({ isCheck: flag === '--check' })
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

async function emit({ isCheck }: { readonly isCheck: boolean }): Promise<void> {
  // Comparing with a release needs neither the product's code nor what composes its schema.
  const { loadSubgraphs } = await import('../subgraphs/index.ts')
  const { schemaFiles } = await import('./supergraph.ts')
  const { refusalsPage } = await import('./refusals-page.ts')
  const { readmeWithTables } = await import('./readme.ts')
  const files = schemaFiles(Object.values(await loadSubgraphs()))
  const unclear = unclearDeprecations(buildSchema(files['api.graphql']!))
  if (unclear.length > 0) throw new Error(unclear.join('\n'))
  const emitted: [name: string, text: string][] = Object.entries(files).map(([name, text]) => [`schema/${name}`, text])
  emitted.push(['schema/errors.md', await refusalsPage()])
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
}

async function compareWithRelease(): Promise<void> {
  const released = releasedSchema(folder, ref)
  if (typeof released === 'string') return console.log(released)
  const today = new Date().toISOString().slice(0, 10)
  const { breaking, dangerous } = await compare(released.sdl, readFileSync(inRoot('schema/api.graphql'), 'utf8'), {
    today,
    told: dayTold(folder, today),
  })
  if (dangerous.length > 0) console.log(['Clients written with care bear this:', ...dangerous].join('\n- '))
  if (breaking.length > 0) throw new Error([`Clients of ${released.ref} would break:`, ...breaking].join('\n- '))
  console.log(`The public schema keeps what ${released.ref} promised.`)
}
