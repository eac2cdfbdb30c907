import { configDefaults, defineConfig } from 'vitest/config'
import base from '../vitest.config.ts'

// The long forms of the proofs: `npm run test:chaos`, with SEED to make one again.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/chaos/**/*.test.ts'],
    exclude: configDefaults.exclude,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
})
