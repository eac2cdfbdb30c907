// Checks what needs no test: that the code compiles and stands as the formatter and the linter want it, and that what is
// emitted from it is what is committed. What reads the sources runs beside what reads the build, since both take long.
import './check-node.js'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const lanes = [
  [
    'node scripts/build.js',
    'node dist/scripts/schema.js --check',
    'node dist/scripts/schema.js --diff',
    'graphql-codegen --config codegen.yml --check',
  ],
  ['eslint .', 'prettier --log-level warn --check .'],
]

const found = await Promise.all(lanes.map(inOrder))
if (found.includes(false)) process.exitCode = 1

/** Runs these until one fails; false then. */
async function inOrder(commands) {
  for (const command of commands) {
    if (!(await run(command))) return false
  }
  return true
}

/** Runs one, and shows what it said in one piece, so that two that run at once can be told apart. */
function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      if (code !== 0) console.error(`${command} failed.`)
      resolve(code === 0)
    })
  })
}
