// Builds the product into dist/: the compiled code and the GraphiQL page. What has not changed is not built again.
// Plain JavaScript, because it runs before anything is compiled.
import './check-node.js'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'gateway/graphiql')
const clientKit = join(root, 'gateway/client')
const pageOutput = join(root, 'dist/gateway/graphiql')
const pageStamp = join(pageOutput, '.inputs')

compile()
buildPage()

function compile() {
  if (!existsSync(join(root, 'dist/.tsbuildinfo'))) console.log('Compiling, which takes some seconds the first time …')
  if (!run('typescript/bin/tsc', ['-p', 'tsconfig.json'])) stop('The code does not compile; the errors stand above.')
}

function buildPage() {
  const inputs = inputsOfPage()
  if (existsSync(pageStamp) && readFileSync(pageStamp, 'utf8') === inputs) return
  console.log('Bundling the GraphiQL page, which takes some seconds the first time …')
  const isBuilt =
    run('typescript/bin/tsc', ['-p', 'gateway/graphiql/tsconfig.json']) && run('vite/bin/vite.js', ['build', page])
  if (!isBuilt) stop('The GraphiQL page does not build; the errors stand above.')
  writeFileSync(pageStamp, inputs)
}

/** A digest of all the page is made from: its sources, the client kit it bundles, and the versions of its packages. */
function inputsOfPage() {
  const packages = ['graphiql', '@graphiql/react', 'graphql', 'graphql-ws', 'react', 'react-dom', 'typescript', 'vite']
  const hash = createHash('sha256')
  for (const name of packages) {
    hash.update(JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version)
  }
  for (const file of [...filesOf(page), ...filesOf(clientKit)]) {
    hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function run(script, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return status === 0
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
