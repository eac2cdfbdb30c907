import { posix } from 'node:path'
import { impurities, importsOf, type Import } from './source.ts'

/** One import that the rules of subgraphs/README.md do not allow, as a sentence. */
export type Violation = string

type Role =
  | 'tables'
  | 'policy'
  | 'events'
  | 'repository'
  | 'loaders'
  | 'commands'
  | 'queries'
  | 'reactions'
  | 'jobs'
  | 'types'
  | 'resolvers'
  | 'foreign'
  | 'refusals'
  | 'rule'
  | 'index'
  | 'part'

/** Where a file stands: in which subgraph and in what role, or in which other corner of the product. */
type Place =
  | { readonly in: 'subgraph'; readonly subgraph: string; readonly role: Role }
  | { readonly in: 'kernel'; readonly module: string }
  | { readonly in: 'subgraphs' | 'gateway' | 'scripts' | 'schema' | 'test' | 'elsewhere' }

/** What a role may import of its own subgraph, of the kernel and of packages; `types` adds what only the compiler sees. */
interface Rights {
  readonly own: readonly Role[] | 'all'
  readonly ownTypes?: readonly Role[]
  readonly kernel: readonly string[] | 'all'
  readonly kernelTypes?: readonly string[] | 'all'
  readonly notKernel?: readonly string[]
  readonly packages: readonly RegExp[]
  readonly notPackages?: readonly RegExp[]
  /** Names that are not to be taken as values from where else all may be. */
  readonly notNames?: readonly string[]
}

const pure = ['rule', 'policy', 'events', 'refusals'] as const
const drizzle = /^drizzle-orm(\/|$)/
const typeGraphql = /^type-graphql$/
const graphqlPackages = /^(type-graphql|graphql|graphql-scalars|class-validator)$/
const any = /./
const readingKernel = ['db', 'pages', 'pages-by-parent', 'batch', 'clients', 'full-read', 'ids', 'errors']

const pureRights: Rights = {
  own: pure,
  ownTypes: [...pure, 'tables'],
  kernel: ['errors', 'actor', 'ids', 'text', 'email-address', 'language'],
  kernelTypes: 'all',
  notKernel: ['context', 'db', 'services', 'config'],
  packages: [],
  notNames: ['newId'],
}

const doing = [...pure, 'repository', 'commands', 'part'] as const
const commandRights: Rights = {
  own: doing,
  ownTypes: ['tables'],
  kernel: 'all',
  packages: [any],
  notPackages: [drizzle, graphqlPackages],
}

const resolverRights: Rights = {
  own: [...pure, 'commands', 'queries', 'loaders', 'types', 'resolvers', 'foreign', 'part'],
  ownTypes: ['tables'],
  kernel: 'all',
  kernelTypes: 'all',
  notKernel: ['db'],
  packages: [any],
  notPackages: [drizzle],
}

const rights: Readonly<Record<Role, Rights>> = {
  refusals: { own: ['refusals'], kernel: ['errors', 'refusals'], packages: [] },
  rule: pureRights,
  policy: pureRights,
  events: pureRights,
  tables: { own: ['tables'], ownTypes: pure, kernel: ['ids'], packages: [drizzle] },
  repository: {
    own: ['tables', 'repository', 'refusals'],
    ownTypes: pure,
    kernel: readingKernel,
    kernelTypes: 'all',
    notKernel: ['context'],
    packages: [drizzle],
  },
  loaders: {
    own: ['tables', 'repository', 'loaders', ...pure],
    kernel: readingKernel,
    kernelTypes: 'all',
    packages: [drizzle, /^dataloader$/],
  },
  commands: commandRights,
  queries: { ...commandRights, own: [...doing, 'loaders', 'queries'] },
  reactions: commandRights,
  jobs: commandRights,
  types: resolverRights,
  resolvers: resolverRights,
  foreign: resolverRights,
  index: { own: 'all', kernel: 'all', packages: [any], notPackages: [drizzle] },
  part: {
    own: [...pure, 'part'],
    ownTypes: ['tables'],
    kernel: 'all',
    packages: [any],
    notPackages: [drizzle, typeGraphql],
  },
}

const roles = new Set(Object.keys(rights))

/** What is wrong with one file's imports; `file` is its path from the project's root, with forward slashes. */
export function violations(file: string, source: string): Violation[] {
  const place = placeOf(file)
  const refused = importsOf(source).flatMap((found) => {
    const why = refusal(place, found, targetOf(file, found.from), source)
    return why === null ? [] : [`${file}:${found.line} imports ${found.from}: ${why}`]
  })
  const isPure = place.in === 'subgraph' && pure.some((role) => role === place.role)
  const impure = isPure
    ? impurities(source).map(({ line, what }) => `${file}:${line} uses ${what}: rules are told it`)
    : []
  return [...refused, ...impure]
}

function placeOf(path: string): Place {
  const [top = '', second = '', ...rest] = path.split('/')
  const base = posix.basename(path).replace(/\.tsx?$/, '')
  if (top === 'subgraphs' && second === 'kernel') return { in: 'kernel', module: rest.join('/').replace(/\.ts$/, '') }
  if (top === 'subgraphs' && rest.length > 0) return { in: 'subgraph', subgraph: second, role: roleOf(base, rest) }
  if (top === 'subgraphs' || top === 'gateway' || top === 'scripts' || top === 'schema' || top === 'test')
    return { in: top }
  return { in: 'elsewhere' }
}

/** A file is what its name says; one named after its folder holds that noun's rules, any other is a part of its own. */
function roleOf(base: string, path: readonly string[]): Role {
  if (base === path.at(-2)) return 'rule'
  return roles.has(base) && base !== 'rule' && base !== 'part' ? (base as Role) : 'part'
}

function targetOf(file: string, specifier: string): Place | string {
  return specifier.startsWith('.') ? placeOf(posix.join(posix.dirname(file), specifier)) : specifier
}

function refusal(from: Place, found: Import, to: Place | string, source: string): string | null {
  if (typeof to !== 'string' && to.in === 'test' && from.in !== 'test') return 'only tests import from test'
  if (typeof to !== 'string' && to.in === 'scripts' && from.in !== 'scripts' && from.in !== 'test') {
    return 'nothing of the product imports scripts'
  }
  if (from.in === 'kernel') {
    const isAllowed = typeof to === 'string' || to.in === 'kernel'
    return isAllowed ? null : 'the kernel imports packages and itself, never a subgraph or the gateway'
  }
  if (from.in === 'gateway') {
    if (typeof to === 'string') return drizzle.test(to) ? 'the gateway has no database' : null
    const isAllowed = to.in === 'gateway' || to.in === 'kernel' || to.in === 'schema'
    return isAllowed ? null : 'the gateway imports the kernel, schema/ and packages, never a subgraph'
  }
  return from.in === 'subgraph' ? refusalInSubgraph(from, found, to, source) : null
}

type InSubgraph = Extract<Place, { in: 'subgraph' }>

function refusalInSubgraph(from: InSubgraph, found: Import, to: Place | string, source: string): string | null {
  const { role } = from
  const may = rights[role]
  const isTypeOnly = found.values.length === 0
  const asValue = isTypeOnly ? '' : ' as a value'
  const name = found.values.find((value) => may.notNames?.includes(value))
  if (name) return `${role} may not use ${name}`
  if (typeof to === 'string') {
    const isAllowed = matches(may.packages, to) && !matches(may.notPackages, to)
    return isAllowed ? null : `${role} may not use this package`
  }
  if (to.in === 'kernel') {
    const isAllowed =
      !may.notKernel?.includes(to.module) &&
      (includes(may.kernel, to.module) || (isTypeOnly && includes(may.kernelTypes, to.module)))
    return isAllowed ? null : `${role} may not use this part of the kernel${asValue}`
  }
  if (to.in !== 'subgraph') return 'a subgraph imports packages, the kernel and itself'
  if (to.subgraph !== from.subgraph) {
    return to.role === 'events' && isTypeOnly ? null : "of another subgraph only its events.ts, with 'import type'"
  }
  const isAllowed =
    includes(may.own, to.role) ||
    (isTypeOnly && includes(may.ownTypes, to.role)) ||
    (role === 'types' && to.role === 'tables' && found.values.every((value) => isShownEnum(value, source)))
  return isAllowed ? null : `${role} may not import ${to.role}${asValue}`
}

/** A status's values live in its PostgreSQL enum, which types.ts turns into the GraphQL one. */
function isShownEnum(name: string, source: string): boolean {
  return new RegExp(`\\benumType\\(\\s*${name}\\b`).test(source)
}

function includes<T extends string>(list: readonly T[] | 'all' | undefined, item: T): boolean {
  return list === 'all' || (list?.includes(item) ?? false)
}

function matches(patterns: readonly RegExp[] | undefined, name: string): boolean {
  return patterns?.some((pattern) => pattern.test(name)) ?? false
}
