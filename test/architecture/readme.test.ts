import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { closeCodes } from '../../gateway/websocket.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const readme = read('README.md')

/** The words in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const cells = section.split('\n').map((line) => line.split('|')[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!))
}

describe('the README', () => {
  it('shows operations that the graph answers', () => {
    const schema = buildSchema(read('schema/api.graphql'))
    const shown = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1]!)
    expect(shown.length).toBeGreaterThan(3)
    for (const text of shown) expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
  })

  it('names every setting that is read, and no other', () => {
    const source = read('subgraphs/kernel/config.ts')
    const direct = [...source.matchAll(/'([A-Z][A-Z_]+)'/g)].map((match) => match[1]!)
    const perSubgraph = ['ACCOUNTS', 'CONTACTS', 'VIEWINGS', 'TICKETS']
    const expected = [...new Set(direct)].filter((name) => !name.startsWith('E'))
    const named = firstColumn('Settings').filter((name) => !perSubgraph.some((part) => name.endsWith(`_${part}`)))
    expect(named.sort()).toEqual(expected.sort())
    for (const stem of ['DATABASE_URL', 'SUBGRAPH_URL']) expect(source).toContain(`${stem}_`)
  })

  it('names commands and files that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name] of readme.matchAll(/npm run ([a-z]+)/g)) expect(scripts).toHaveProperty(name!)
    for (const [, file] of readme.matchAll(/\]\(([^)#:]+)\)/g)) expect(existsSync(join(root, file!)), file).toBe(true)
  })

  it('lists every code of errors, with its reasons, and of closing sockets', () => {
    const errors = read('subgraphs/kernel/errors.ts').split('export function shown')[0]!
    for (const [, code] of errors.matchAll(/\| '([A-Z_]+)'/g)) expect(readme, code).toContain(`\`${code}\``)
    for (const code of Object.values(closeCodes)) expect(readme).toContain(String(code))
  })
})
