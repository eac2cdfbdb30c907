import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The page is whole in itself: workers, fonts and styles are bundled, and nothing is fetched from elsewhere. */
export default defineConfig({
  root: here('.'),
  base: '/graphiql/',
  // Warnings are about directives in other people's packages, thousands of lines of them.
  logLevel: 'error',
  build: {
    outDir: here('../../dist/gateway/graphiql'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 8_000,
  },
  worker: { format: 'es' },
})
