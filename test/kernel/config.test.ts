import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../subgraphs/kernel/config.ts'
import { optionsOf } from '../../subgraphs/kernel/events/broadcast/connection.ts'

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

  it('take one NATS server or several, and refuse what is none', () => {
    for (const right of ['nats://127.0.0.1:4222', 'tls://me:secret@a.example,nats://[::1]:4223'])
      expect(readConfig({ NATS_URL: right }).natsUrl).toBe(right)
    expect(optionsOf('tls://me:se%40cret@a.example, nats://[::1]:4223')).toMatchObject({
      servers: ['a.example:4222', '[::1]:4223'],
      user: 'me',
      pass: 'se@cret',
      tls: {},
    })
    expect(optionsOf('nats://token@a.example')).toMatchObject({ token: 'token' })
    for (const wrong of [
      'a.example:4222',
      'http://a.example',
      'nats://',
      'nats://a.example/path',
      'nats://a.example,b',
    ])
      expect(() => readConfig({ NATS_URL: wrong }), wrong).toThrow(/^NATS_URL is not usable/)
  })

  it('take a token that nobody guesses', () => {
    expect(readConfig({ METRICS_TOKEN: 'k'.repeat(16) }).metricsToken).toBe('k'.repeat(16))
    for (const wrong of ['k'.repeat(15), 'k'.repeat(15) + ' k', 'ü'.repeat(16)])
      expect(() => readConfig({ METRICS_TOKEN: wrong }), wrong).toThrow(/^METRICS_TOKEN is not usable: (?!.*[kü]{9})/)
  })

  it('never stand in the sentence that refuses them', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@host' })).toThrow(/^DATABASE_URL (?!.*secret)/)
  })
})

describe('a bucket for files', () => {
  const whole = { S3_BUCKET: 'b', S3_REGION: 'r', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'hush' }

  it('is set whole or not at all, said in one sentence without the secret (API-10)', () => {
    expect(readConfig({}).s3).toBeNull()
    expect(readConfig(whole).s3).toEqual({
      bucket: 'b',
      region: 'r',
      accessKeyId: 'id',
      secretAccessKey: 'hush',
      endpoint: null,
      pathStyle: false,
    })
    const other = { ...whole, S3_ENDPOINT: 'http://127.0.0.1:9000/', S3_PATH_STYLE: 'true' }
    expect(readConfig(other).s3).toMatchObject({ endpoint: 'http://127.0.0.1:9000', pathStyle: true })
    for (const missing of Object.keys(whole)) {
      const read = () => readConfig({ ...whole, [missing]: '' })
      expect(read, missing).toThrow(ConfigError)
      expect(read, missing).toThrow('set all four')
      expect(read, missing).not.toThrow('hush')
    }
    expect(() => readConfig({ S3_ENDPOINT: 'https://s3.example' })).toThrow('set all four')
    expect(() => readConfig({ ...whole, S3_PATH_STYLE: 'yes' })).toThrow('S3_PATH_STYLE is not usable')
  })
})
