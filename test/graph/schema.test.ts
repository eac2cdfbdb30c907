import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  buildSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
  print,
  type GraphQLSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schemaFiles } from '../../scripts/supergraph.ts'
import { loadSubgraphs } from '../../subgraphs/index.ts'
import { buildSubgraph } from '../../subgraphs/kernel/federation.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'

const subgraphs = await loadSubgraphs()
const root = join(import.meta.dirname, '../..')
const committed = (name: string) => readFileSync(join(root, 'schema', `${name}.graphql`), 'utf8')
const api = buildSchema(committed('api'))

describe('a subgraph’s schema', () => {
  it.each(subgraphNames)('%s is the same alone, beside the others, and as committed', async (name) => {
    expect(buildSubgraph(subgraphs[name]).sdl).toBe(committed(name))
    expect(await sdlAlone(name)).toBe(committed(name))
  })

  it.each(subgraphNames)('%s is the same however often and after whichever other it is built', (name) => {
    for (const other of subgraphNames) buildSubgraph(subgraphs[other])
    expect(buildSubgraph(subgraphs[name]).sdl).toBe(committed(name))
  })
})

describe('the supergraph', () => {
  it('composes, in whichever order, and is what is committed', () => {
    const files = schemaFiles(Object.values(subgraphs))
    for (const [name, text] of Object.entries(files)) expect(text, name).toBe(committed(name.replace('.graphql', '')))
    expect(schemaFiles(Object.values(subgraphs).toReversed())['api.graphql']).toBe(committed('api'))
  })
})

describe('what several subgraphs are asked with', () => {
  const given = subgraphNames.flatMap((name) =>
    parse(committed(name)).definitions.flatMap((node) =>
      node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION ? [node] : [],
    ),
  )
  const texts = Map.groupBy(given, ({ name }) => name.value)
  const shared = [...texts].filter(([, each]) => each.length > 1)

  it('is the same in each of them, word for word (ACC-6)', () => {
    expect(shared.map(([name]) => name)).toContain('WatchCriteriaInput')
    for (const [name, each] of shared) expect(new Set(each.map(print)).size, name).toBe(1)
  })
})

describe('the public schema', () => {
  it('has mutations that are named object first, take one input and tell userErrors (API-5)', () => {
    const mutations = Object.values(api.getMutationType()!.getFields())
    expect(mutations.length).toBeGreaterThan(20)
    const nouns = new Set(mutations.map(({ name }) => /^[a-z]+/.exec(name)![0]))
    for (const { name, args, type } of mutations) {
      expect(
        args.map((arg) => arg.name),
        name,
      ).toEqual(['input'])
      expect(String(args[0]!.type), name).toMatch(/^[A-Z]\w+Input!$/)
      const payload = api.getType(String(type).replace('!', ''))
      expect(isObjectType(payload) && String(payload.getFields()['userErrors']?.type), name).toBe('[UserError!]!')
      expect(String(type), name).toMatch(/Payload!$/)
      for (const verb of ['create', 'add', 'set', 'update', 'delete', 'confirm', 'log']) {
        expect(nouns, name).not.toContain(verb)
      }
    }
  })

  it('has a type of its own behind every refusal, each a UserError (API-5)', () => {
    const userError = api.getType('UserError')
    expect(isInterfaceType(userError) && api.getPossibleTypes(userError).map(({ name }) => name)).toContain('Refused')
  })

  it('lets everything with a global id that is asked by it be a Node (API-3)', () => {
    const node = api.getType('Node')
    const nodes = isInterfaceType(node) ? api.getPossibleTypes(node).map(({ name }) => name) : []
    const byId = Object.values(api.getQueryType()!.getFields()).filter(
      ({ name, args }) => name !== 'node' && args.some((arg) => arg.name === 'id'),
    )
    expect(byId.length).toBeGreaterThan(8)
    expect(byId.map(({ type }) => String(type)).sort()).toEqual([...nodes].sort())
    for (const { name, type, args } of byId) {
      expect(
        args.map((arg) => `${arg.name}: ${arg.type}`),
        name,
      ).toEqual(['id: ID!'])
      expect(name).toBe(String(type)[0]!.toLowerCase() + String(type).slice(1))
    }
  })

  it('has lists only as connections, with all four arguments and an events cursor (API-4, API-2)', () => {
    for (const type of objectTypes(api)) {
      for (const field of Object.values(type.getFields())) {
        if (!/Connection!?$/.test(String(field.type))) continue
        // What goes wrong with a list, such as another subgraph that is down, costs the list and not what it stands in.
        expect(String(field.type), `${type.name}.${field.name}`).not.toContain('!')
        const args = Object.fromEntries(field.args.map((arg) => [arg.name, String(arg.type)]))
        expect(args, `${type.name}.${field.name}`).toMatchObject({
          first: 'Int',
          after: 'Cursor',
          last: 'Int',
          before: 'Cursor',
        })
        const connection = api.getType(String(field.type))
        const shown = isObjectType(connection) ? connection.getFields() : {}
        expect(Object.keys(shown).sort(), `${type.name}.${field.name}`).toEqual(['edges', 'eventsCursor', 'pageInfo'])
      }
      const inOneGo = Object.values(type.getFields()).filter((field) => {
        const [, inner] = /^\[(\w+)!?\]!?$/.exec(String(field.type)) ?? []
        const listed = inner === undefined ? undefined : api.getType(inner)
        return isObjectType(listed) && 'id' in listed.getFields()
      })
      expect(inOneGo.map(({ name }) => `${type.name}.${name}`)).toEqual([])
    }
  })
})

/** The SDL as a process of the built code emits it that loads this subgraph's modules and no other's. */
async function sdlAlone(name: string): Promise<string> {
  const url = (path: string) => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href)
  const code = `
    const { ${name} } = await import(${url(`subgraphs/${name}/index.js`)})
    const { buildSubgraph } = await import(${url('subgraphs/kernel/federation.js')})
    process.stdout.write(buildSubgraph(${name}).sdl)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root })
  return stdout
}

function objectTypes(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !isIntrospectionType(type))
    .filter(isObjectType)
}
