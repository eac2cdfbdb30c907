import { configDefaults, defineConfig } from 'vitest/config'
import base from '../vitest.config.ts'

// Proofs that take minutes: `npm run test:long`, with SEED to make one again.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/long/**/*.test.ts'],
    exclude: configDefaults.exclude,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
})
