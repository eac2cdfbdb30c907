import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** What holds for every test, whichever run it belongs to. */
export const everywhere = {
  root: resolve(import.meta.dirname, '..'),
  resolve: {
    // Vite would load graphql's ES modules for us while packages load its CommonJS: two realms that refuse each other.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  test: { pool: 'forks', testTimeout: 60_000, hookTimeout: 120_000 },
} as const

/** One PostgreSQL for a whole run. */
export const globalSetup = ['test/support/global-setup.ts']

/**
 * What needs a process of its own: files that put another package in place of one, listen to the process's own events,
 * or count on a stack that no compiled code has made flatter. All others share the modules of their worker, of which
 * there are a thousand and a half: loading them takes longer than most files do.
 */
const alone = [
  'test/accounts/proof.test.ts',
  'test/accounts/secrets.test.ts',
  'test/gateway/client.test.ts',
  'test/gateway/refusals.test.ts',
  'test/gateway/streams.test.ts',
  'test/kernel/events/consumer-killed.test.ts',
  'test/kernel/postgres.test.ts',
  'test/processes/chaos.test.ts',
  'test/graph/statements.test.ts',
]

export default defineConfig({
  ...everywhere,
  test: {
    globalSetup,
    // More than the two cores this is made for, since files wait for half of their time: for jobs, mails, retries, streams.
    maxWorkers: 3,
    projects: [
      { ...everywhere, test: { ...everywhere.test, name: 'alone', include: alone } },
      {
        ...everywhere,
        test: {
          ...everywhere.test,
          name: 'together',
          isolate: false,
          // The driver is repaired as it is loaded: before any file of the worker loads it as it is.
          setupFiles: ['subgraphs/kernel/postgres.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone, 'test/chaos/**', 'test/long/**'],
        },
      },
    ],
  },
})
