import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusalsPage } from '../../scripts/refusals-page.ts'
import { codeFiles, root } from '../architecture/tree.ts'

describe('the page of refusals', () => {
  it('has every code that a mutation is refused with (API-5)', async () => {
    const page = await refusalsPage()
    const refused = codeFiles()
      .filter((file) => file.startsWith('subgraphs/'))
      .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\brefuse\(\s*'([A-Z_]+)'/g)])
      .map(([, code]) => code!)
    expect(refused.length).toBeGreaterThan(60)
    expect(refused.filter((code) => !page.includes(`| \`${code}\` `))).toEqual([])
  })

  it('says once what several subgraphs say alike', async () => {
    const page = await refusalsPage()
    expect(page.match(/^\| `VERSION_MISMATCH`.*$/gm)).toEqual([
      expect.stringMatching(/accounts, contacts, tickets, viewings/),
    ])
  })
})
