import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const readme = read('README.md')

describe('the README', () => {
  it('shows operations that the graph answers', () => {
    const schema = buildSchema(read('schema/api.graphql'))
    const shown = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1]!)
    expect(shown.length).toBeGreaterThan(3)
    for (const text of shown) expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
  })

  it('names commands and files that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name] of readme.matchAll(/npm run ([a-z]+)/g)) expect(scripts).toHaveProperty(name!)
    for (const [, file] of readme.matchAll(/\]\(([^)#:]+)\)/g)) expect(existsSync(join(root, file!)), file).toBe(true)
  })
})
