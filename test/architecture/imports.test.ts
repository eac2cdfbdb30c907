import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { violations } from './import-rules.ts'
import { codeFiles, root } from './tree.ts'

describe('the import table of subgraphs/README.md', () => {
  it('is kept by every file', () => {
    expect(codeFiles().flatMap((file) => violations(file, readFileSync(`${root}/${file}`, 'utf8')))).toEqual([])
  })

  it.each([
    ['the kernel imports a subgraph', 'subgraphs/kernel/db.ts', `import { x } from '../tickets/events.ts'`],
    [
      'the kernel imports a type of the gateway',
      'subgraphs/kernel/link.ts',
      `import type { X } from '../../gateway/x.ts'`,
    ],
    ['the gateway imports a subgraph', 'gateway/main.ts', `import { x } from '../subgraphs/tickets/index.ts'`],
    [
      'the gateway imports a type of a subgraph',
      'gateway/main.ts',
      `import type { X } from '../subgraphs/tickets/events.ts'`,
    ],
    ['the gateway uses drizzle', 'gateway/main.ts', `import { sql } from 'drizzle-orm'`],
    ['the product imports a script', 'gateway/main.ts', `import { x } from '../scripts/start.ts'`],
    ['the product imports test code', 'scripts/start.ts', `import { x } from '../test/support/app.ts'`],
    ['tables use type-graphql', 'subgraphs/viewings/deal/tables.ts', `import { Field } from 'type-graphql'`],
    [
      'tables use more of the kernel than ids',
      'subgraphs/viewings/deal/tables.ts',
      `import { x } from '../../kernel/db.ts'`,
    ],
    ['tables use rules', 'subgraphs/viewings/deal/tables.ts', `import { x } from './deal.ts'`],
    ['a rule uses its table', 'subgraphs/viewings/deal/deal.ts', `import { deals } from './tables.ts'`],
    [
      'a rule mixes a value into its types',
      'subgraphs/viewings/deal/deal.ts',
      `import { type A, deals } from './tables.ts'`,
    ],
    ['a rule runs its table', 'subgraphs/viewings/deal/deal.ts', `import './tables.ts'`],
    ['a rule loads its table lately', 'subgraphs/viewings/deal/deal.ts', `const x = () => import('./tables.ts')`],
    ['a rule hands its table on', 'subgraphs/viewings/deal/deal.ts', `export * from './tables.ts'`],
    [
      'a rule knows the context',
      'subgraphs/viewings/deal/deal.ts',
      `import type { Context } from '../../kernel/context.ts'`,
    ],
    ['a rule makes ids', 'subgraphs/viewings/deal/deal.ts', `import { newId } from '../../kernel/ids.ts'`],
    ['a rule uses drizzle', 'subgraphs/viewings/deal/deal.ts', `import { sql } from 'drizzle-orm'`],
    ['a rule reads the clock', 'subgraphs/viewings/deal/deal.ts', `export const at = () => new Date()`],
    ['a rule throws dice', 'subgraphs/viewings/deal/deal.ts', `export const dice = () => Math.random()`],
    ['a rule reads the environment', 'subgraphs/viewings/deal/deal.ts', `export const x = process.env.X`],
    [
      'a policy knows the database',
      'subgraphs/viewings/deal/policy.ts',
      `import type { Tx } from '../../kernel/db.ts'`,
    ],
    ['events use type-graphql', 'subgraphs/viewings/events.ts', `import { Field } from 'type-graphql'`],
    ['refusals use anything but errors', 'subgraphs/viewings/refusals.ts', `import { x } from '../kernel/ids.ts'`],
    [
      'a repository knows the context',
      'subgraphs/viewings/deal/repository.ts',
      `import type { Context } from '../../kernel/context.ts'`,
    ],
    ['a repository uses rules', 'subgraphs/viewings/deal/repository.ts', `import { offer } from './deal.ts'`],
    ['a repository uses commands', 'subgraphs/viewings/deal/repository.ts', `import { makeDeal } from './commands.ts'`],
    ['loaders use type-graphql', 'subgraphs/viewings/deal/loaders.ts', `import { Field } from 'type-graphql'`],
    ['commands use drizzle', 'subgraphs/viewings/deal/commands.ts', `import { eq } from 'drizzle-orm'`],
    ['commands use type-graphql', 'subgraphs/viewings/deal/commands.ts', `import { Field } from 'type-graphql'`],
    ['commands use tables', 'subgraphs/viewings/deal/commands.ts', `import { deals } from './tables.ts'`],
    ['reactions use resolvers', 'subgraphs/viewings/deal/reactions.ts', `import { X } from './resolvers.ts'`],
    ['jobs use resolvers', 'subgraphs/viewings/deal/jobs.ts', `import { X } from './resolvers.ts'`],
    ['types use drizzle', 'subgraphs/viewings/deal/types.ts', `import { sql } from 'drizzle-orm'`],
    ['types use tables', 'subgraphs/viewings/deal/types.ts', `import { deals } from './tables.ts'`],
    [
      'types use a table among enums',
      'subgraphs/viewings/deal/types.ts',
      `import { kind, deals } from './tables.ts'; const Kind = enumType(kind, 'Kind')`,
    ],
    ['queries use drizzle', 'subgraphs/viewings/deal/queries.ts', `import { eq } from 'drizzle-orm'`],
    ['commands use queries', 'subgraphs/viewings/deal/commands.ts', `import { dealsOf } from './queries.ts'`],
    ['resolvers use a repository', 'subgraphs/viewings/deal/resolvers.ts', `import { x } from './repository.ts'`],
    ['resolvers use the database', 'subgraphs/viewings/deal/resolvers.ts', `import { x } from '../../kernel/db.ts'`],
    ['a part uses drizzle', 'subgraphs/accounts/session/token.ts', `import { sql } from 'drizzle-orm'`],
    [
      'a subgraph uses a value of another',
      'subgraphs/viewings/deal/reactions.ts',
      `import { x } from '../../contacts/events.ts'`,
    ],
    [
      'a subgraph uses the insides of another',
      'subgraphs/viewings/deal/commands.ts',
      `import type { X } from '../../contacts/contact/tables.ts'`,
    ],
    ['a subgraph uses the gateway', 'subgraphs/viewings/index.ts', `import { x } from '../../gateway/main.ts'`],
  ])('refuses when %s', (_, file, source) => {
    expect(violations(file, source)).toHaveLength(1)
  })

  it.each([
    ['tables', `import { pgTable } from 'drizzle-orm/pg-core'; import { idColumn } from '../../kernel/ids.ts'`],
    [
      'deal',
      `import type { Deal } from './tables.ts'; import { refuse } from '../refusals.ts'; import { type Decision } from '../../kernel/events/event.ts'`,
    ],
    [
      'policy',
      `import type { Actor } from '../../kernel/actor.ts'; import { forbidden } from '../../kernel/errors.ts'`,
    ],
    [
      'repository',
      `import { eq } from 'drizzle-orm'; import { deals } from './tables.ts'; import type { Tx } from '../../kernel/db.ts'`,
    ],
    [
      'loaders',
      `import DataLoader from 'dataloader'; import type { Context } from '../../kernel/context.ts'; import { x } from './repository.ts'`,
    ],
    [
      'commands',
      `import { append } from '../../kernel/events/append.ts'; import * as deal from './deal.ts'; import { saveDeal } from './repository.ts'`,
    ],
    [
      'reactions',
      `import type { ContactMade } from '../../contacts/events.ts'; import { saveDeal } from './repository.ts'`,
    ],
    ['types', `import { Field } from 'type-graphql'; import type { Deal } from './tables.ts'`],
    [
      'resolvers',
      `import { Query } from 'type-graphql'; import { makeDeal } from './commands.ts'; import { dealById } from './loaders.ts'`,
    ],
  ])('lets %s.ts do its work', (name, source) => {
    expect(violations(`subgraphs/viewings/deal/${name}.ts`, source)).toEqual([])
  })
})
