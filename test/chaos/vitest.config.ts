import { defineConfig } from 'vitest/config'
import { everywhere, globalSetup } from '../vitest.config.ts'

// The long forms of the proofs: `npm run test:chaos`, with SEED to make one again.
export default defineConfig({
  ...everywhere,
  test: {
    ...everywhere.test,
    globalSetup,
    include: ['test/chaos/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
})
