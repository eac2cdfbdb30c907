import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codeFiles, root } from './tree.ts'

const folders = ['subgraphs', 'gateway', 'schema', 'migrations', 'scripts', 'test']
const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'codegen.yml',
  'README.md',
  'LICENSE',
  'eslint.config.js',
]
/** What installing, building and running leave behind; git ignores them. */
const made = ['node_modules', 'dist', 'data']

describe('the layout', () => {
  it('has at the top what the design names and nothing else', () => {
    const strange = readdirSync(root).filter(
      (name) => !name.startsWith('.') && ![...folders, ...files, ...made].includes(name),
    )
    expect(strange).toEqual([])
  })

  it('has no file that is too long for one sitting', () => {
    const tooLong = codeFiles().filter((file) => readFileSync(`${root}/${file}`, 'utf8').split('\n').length > 401)
    expect(tooLong).toEqual([])
  })

  it('has no drawer for things without a place', () => {
    expect(codeFiles().filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts)/.test(file))).toEqual([])
  })
})
