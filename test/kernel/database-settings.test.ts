import { inject, describe, expect, it } from 'vitest'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { reachable, settingsOf } from '../../subgraphs/kernel/database-settings.ts'

const answering = inject('databaseUrl').replace(/\/portico$/, '/postgres')
const changed = (change: (url: URL) => void) => {
  const url = new URL(answering)
  change(url)
  return url.toString()
}

describe('reaching the database', () => {
  it('passes as soon as it answers', async () => {
    await expect(reachable(answering)).resolves.toBeUndefined()
  })

  it.each([
    [
      'a wrong password',
      changed((url) => (url.password = 'sesame')),
      'refuses the user or the password: correct them in DATABASE_URL.',
    ],
    [
      'an unknown database',
      changed((url) => (url.pathname = '/nowhere')),
      'has no such database: create it, or correct its name in DATABASE_URL.',
    ],
    ['nobody at the port', changed((url) => (url.port = '1')), '(ECONNREFUSED): start it, or correct DATABASE_URL.'],
    ['no such host', changed((url) => (url.hostname = 'absent.invalid')), 'start it, or correct DATABASE_URL.'],
  ])('says in one sentence what to do about %s', async (_, url, sentence) => {
    const error = await reachable(url, 'DATABASE_URL', 0.5).catch((error: Error) => error)
    expect(error).toMatchObject({ name: 'ConfigError', message: expect.stringContaining(sentence) })
    expect(String((error as Error).stack)).not.toContain(new URL(url).password)
  })
})

describe("a subgraph's way to its schema", () => {
  it('is its own login where it has a database of its own, and a role in a shared one', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://shared/portico',
      DATABASE_URL_TICKETS: 'postgres://own/tickets',
    })
    expect(settingsOf(config, 'tickets')).toEqual({ url: 'postgres://own/tickets', schema: 'tickets', pool: 8 })
    expect(settingsOf(config, 'contacts')).toMatchObject({ url: 'postgres://shared/portico', role: 'portico_contacts' })
    expect(settingsOf(readConfig({}), 'contacts', 'postgres://embedded/portico')).toMatchObject({
      role: 'portico_contacts',
    })
    expect(() => settingsOf(readConfig({}), 'contacts')).toThrow('contacts has no database: set DATABASE_URL')
  })
})
