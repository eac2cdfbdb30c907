import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, type Import } from './source.ts'
import { root } from './tree.ts'

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
/** What is run where only the packages are installed that production wants. */
const entryPoints = [
  'gateway/main.ts',
  'subgraphs/main.ts',
  ...['start', 'migrate', 'company', 'keys', 'backup', 'restore', 'events', 'deploy/health'].map(
    (name) => `scripts/${name}.ts`,
  ),
]

describe('what production runs', () => {
  it.each(entryPoints)('%s needs no package that is for development only', (entry) => {
    const { files, packages } = reachedFrom(entry)
    expect(files.size).toBeGreaterThan(1)
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([])
    expect([...files].filter((file) => file.startsWith('test/'))).toEqual([])
  })

  it('loads no subgraph before one is asked for, so that a process without it does not', () => {
    const ofSubgraphs = (entry: string) =>
      [...reachedFrom(entry, { isAtOnce: true }).files].filter((file) => /^subgraphs\/(?!kernel\/).*\//.test(file))
    expect(ofSubgraphs('subgraphs/main.ts')).toEqual([])
    expect(ofSubgraphs('gateway/main.ts')).toEqual([])
    expect(ofSubgraphs('subgraphs/tickets/index.ts')).not.toEqual([])
  })

  it('is seen to need one where the schema is composed', () => {
    expect([...reachedFrom('scripts/schema.ts').packages].filter((name) => !(name in dependencies))).not.toEqual([])
  })
})

const read = new Map<string, Import[]>()

function importsIn(file: string): Import[] {
  const known = read.get(file)
  if (known) return known
  const found = importsOf(readFileSync(join(root, file), 'utf8'))
  read.set(file, found)
  return found
}

/** The files that are loaded with one, sooner or later, and the packages that they load. */
function reachedFrom(
  entry: string,
  { isAtOnce = false } = {},
): { readonly files: Set<string>; readonly packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const ahead = [entry]
  while (ahead.length > 0) {
    const file = ahead.pop()!
    if (files.has(file) || !existsSync(join(root, file))) continue
    files.add(file)
    for (const { from, values, isLater } of importsIn(file)) {
      if (values.length === 0 || isBuiltin(from) || (isAtOnce && isLater)) continue
      if (from.startsWith('.')) ahead.push(posix.join(posix.dirname(file), from))
      else packages.add(from.split('/', from.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return { files, packages }
}
