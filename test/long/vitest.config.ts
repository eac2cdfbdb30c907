import { defineConfig } from 'vitest/config'
import { everywhere, globalSetup } from '../vitest.config.ts'

// Proofs that take minutes: `npm run test:long`, with SEED to make one again.
export default defineConfig({
  ...everywhere,
  test: {
    ...everywhere.test,
    globalSetup,
    include: ['test/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
})
