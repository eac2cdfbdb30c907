import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../subgraphs/kernel/config.ts'

describe('the settings', () => {
  it('that are empty count as absent', () => {
    const empty = { HOST: '', PORT: '', DATA_DIR: '', KEYS_DIR: '', MAIL_FROM: '', ORIGINS: '', NODE_ENV: '' }
    expect(readConfig(empty)).toEqual(readConfig({}))
    expect(readConfig(empty)).toMatchObject({ host: '127.0.0.1', dataDir: resolve('data') })
  })

  it('take an address of either family', () => {
    expect(readConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:4000')
    expect(readConfig({ HOST: '0.0.0.0', PORT: '80' }).publicUrl).toBe('http://0.0.0.0:80')
    expect(() => readConfig({ HOST: 'two words' })).toThrow(ConfigError)
  })

  it('list origins as browsers send them, and refuse what could never match one', () => {
    const { origins } = readConfig({ ORIGINS: 'https://a.example, http://localhost:5173' })
    expect(origins).toEqual(['https://a.example', 'http://localhost:5173'])
    for (const wrong of ['https://a.example/', 'https://a.example/portal', 'a.example', 'https://A.example', '*'])
      expect(() => readConfig({ ORIGINS: wrong }), wrong).toThrow(ConfigError)
  })

  it('never stand in the sentence that refuses them', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@host' })).toThrow(/^DATABASE_URL (?!.*secret)/)
  })
})
