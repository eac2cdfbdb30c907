import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { makeSealKey, openSeal } from '../../subgraphs/kernel/seal.ts'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portico-seal-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const at = (name: string, development = true) => ({ dataDir, keysDir: join(dataDir, name), development })

describe('sealing a secret', () => {
  it('gives it back to who has the key, and shows nothing of it to who has not', () => {
    const seal = openSeal(at('own'), 'accounts')
    const sealed = seal.close('a secret with ü and 🙂', 'row 1')
    expect(sealed).not.toContain('secret')
    expect(seal.close('a secret with ü and 🙂', 'row 1')).not.toBe(sealed)
    expect(openSeal(at('own'), 'accounts').open(sealed, 'row 1')).toBe('a secret with ü and 🙂')
    expect(seal.open(seal.close('', 'row 1'), 'row 1')).toBe('')
  })

  it('opens nothing that was changed, cut off, or moved to another row', () => {
    const seal = openSeal(at('own'), 'accounts')
    const sealed = seal.close('a secret', 'row 1')
    expect(() => seal.open(sealed, 'row 2')).toThrow('of something else')
    for (let i = sealed.indexOf('.') + 1; i < sealed.length - 1; i++) {
      const changed = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'B' : 'A'}${sealed.slice(i + 1)}`
      expect(() => seal.open(changed, 'row 1')).toThrow('was changed')
    }
    for (const cut of [sealed.slice(0, -4), sealed.slice(0, 12), sealed.split('.')[0]!]) {
      expect(() => seal.open(cut, 'row 1')).toThrow('was changed')
    }
  })

  it('says which key is wrong, missing or damaged, and what to do', () => {
    const sealed = openSeal(at('own'), 'accounts').close('a secret', 'row 1')
    const other = openSeal(at('other'), 'accounts')
    for (const refused of [() => other.open(sealed, 'row 1'), () => other.check(sealed)]) {
      expect(refused).toThrow(ConfigError)
      expect(refused).toThrow(/accounts\.seal is not the one .* put that one back\.$/)
    }
    const none = openSeal(at('none', false), 'accounts')
    expect(() => none.close('a secret', 'row 1')).toThrow(/accounts\.seal cannot be read: .*"npm run keys"/)
    makeSealKey(at('damaged'), 'accounts')
    writeFileSync(join(dataDir, 'damaged', 'accounts.seal'), 'half')
    expect(() => openSeal(at('damaged', false), 'accounts').check(sealed)).toThrow(/is damaged/)
  })

  it('has a key that only its owner reads, and that is made once', () => {
    makeSealKey(at('once'), 'accounts')
    const file = join(dataDir, 'once', 'accounts.seal')
    const made = readFileSync(file, 'utf8')
    makeSealKey(at('once'), 'accounts')
    expect(readFileSync(file, 'utf8')).toBe(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
