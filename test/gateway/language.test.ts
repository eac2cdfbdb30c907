import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { fallback, type Language } from '../../subgraphs/kernel/language.ts'
import { sentences } from '../../subgraphs/kernel/sentences.ts'
import { openTestGateway, type Answer, type TestGateway } from './support/gateway.ts'
import { openSocket } from './support/socket.ts'
import { ids } from './support/subgraphs.ts'

/** Who asks, and what by: each language as a visitor's or a member of staff's browser would send it. */
const accepted: readonly (readonly [string, Language])[] = [
  ['en-GB,en;q=0.9', 'en'],
  ['nl-BE', 'nl'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr', 'fr'],
  ['pt-BR,es;q=0.7,en;q=0.3', 'es'],
  ['it', 'en'],
]
const contact = `{ contact(id: "${ids.clara}") { refused } }`

let gateway: TestGateway
beforeAll(async () => (gateway = await openTestGateway({ overJson: true, limits: { aliases: 2, bytes: 1_000 } })))
afterAll(() => gateway.close())

const messages = ({ errors }: Answer) => errors?.map(({ message }) => message)
const clientToken = (locale?: string) =>
  gateway.sign({ kind: 'client', sub: newId('account'), contact: newId('contact'), role: undefined, locale })

describe('the language of an error', () => {
  it.each(accepted)('is, by the Accept-Language %s of visitors and staff, %s (API-9)', async (header, language) => {
    const headers = { 'accept-language': header }
    const { errors, headers: answered } = await gateway.ask(contact, { headers })
    expect(errors).toEqual([
      {
        message: sentences.STAFF_ONLY[language],
        path: ['contact', 'refused'],
        extensions: { code: 'FORBIDDEN', reason: 'STAFF_ONLY', requestId: expect.any(String) },
      },
    ])
    expect(answered.get('content-language')).toBe(language)
    expect(answered.get('vary')).toBe('origin, accept-language')
    const aliases = '{ a: __typename b: __typename c: __typename }'
    expect(messages(await gateway.ask(aliases, { headers, token: gateway.staffToken }))).toEqual([
      sentences.TOO_MANY_ALIASES[language].replace('{most}', '2'),
    ])
    expect(messages(await gateway.ask('{ viewer { kind } }', { headers, token: 'none' }))).toEqual([
      sentences.TOKEN_INVALID[language],
    ])
    const tooLarge = await gateway.ask(`{ viewer { kind } } # ${'x'.repeat(1_000)}`, { headers })
    expect(messages(tooLarge)).toEqual([
      sentences.TOO_LARGE[language].replace('{most}', (1_000).toLocaleString(language)),
    ])
    expect(tooLarge.headers.get('content-language')).toBe(language)
  })

  it('is, for a client, that of their account, whatever their browser says (API-9)', async () => {
    const headers = { 'accept-language': 'fr' }
    for (const [locale, language] of [
      ['de-CH', 'de'],
      ['pt', 'en'],
      [undefined, 'fr'],
    ] as const) {
      const answer = await gateway.ask(contact, { headers, token: await clientToken(locale) })
      expect(messages(answer), locale).toEqual([sentences.STAFF_ONLY[language]])
      expect(answer.headers.get('content-language')).toBe(language)
    }
  })

  it('is English where nothing is asked for, and for what only the writer of a program can meet (API-9)', async () => {
    expect(messages(await gateway.ask(contact))).toEqual([sentences.STAFF_ONLY[fallback]])
    const headers = { 'accept-language': 'de' }
    expect(messages(await gateway.ask('{', { headers }))).toEqual(['Syntax Error: Expected Name, found <EOF>.'])
    expect(messages(await gateway.ask('{ nothing }', { headers }))).toEqual([
      'Cannot query field "nothing" on type "Query".',
    ])
    const variable = 'query ($id: ID!) { contact(id: $id) { name } }'
    expect(messages(await gateway.ask(variable, { headers }))).toEqual(['Variable "$id" of type "ID!" is required.'])
  })

  it('of a fault is the asker’s, too, and tells nothing of it (API-5, API-9)', async () => {
    const headers = { 'accept-language': 'es' }
    const { errors } = await gateway.ask(`{ contact(id: "${ids.clara}") { broken } }`, { headers })
    expect(errors).toMatchObject([{ message: sentences.INTERNAL.es, extensions: { code: 'INTERNAL' } }])
  })

  it('is that of each socket, by its upgrade, its first message or its client’s account (API-9)', async () => {
    const forged = { query: 'subscription { viewingChanged(after: "forged") { __typename } }' }
    const told = async (params: object, headers: Record<string, string>) => {
      const socket = await openSocket(gateway.url, params, headers)
      await socket.message('connection_ack')
      socket.send({ id: '1', type: 'subscribe', payload: forged })
      const { errors } = await socket.message('next', '1')
      socket.send({ id: '2', type: 'subscribe', payload: { query: '{ a: __typename b: __typename c: __typename }' } })
      const [refused] = (await socket.message('error', '2')) as unknown as { message: string }[]
      socket.close()
      return [(errors[0] as { message: string }).message, refused!.message]
    }
    const expected = (language: Language) => [
      sentences.CURSOR_OF_ANOTHER_STREAM[language],
      sentences.TOO_MANY_ALIASES[language].replace('{most}', '2'),
    ]
    const german = { 'accept-language': 'de' }
    expect(await told({}, german)).toEqual(expected('de'))
    expect(await told({ acceptLanguage: 'nl-NL' }, german)).toEqual(expected('nl'))
    const authorization = `Bearer ${await clientToken('fr')}`
    expect(await told({ acceptLanguage: 'nl', authorization }, german)).toEqual(expected('fr'))
    expect(await told({ acceptLanguage: 4 }, german)).toEqual(expected('en'))
  })

  it('is that of the request over server-sent events (API-9)', async () => {
    const response = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': 'nl' },
      body: JSON.stringify({ query: 'subscription { viewingChanged(after: "forged") { __typename } }' }),
    })
    expect(response.headers.get('content-language')).toBe('nl')
    expect(await response.text()).toContain(sentences.CURSOR_OF_ANOTHER_STREAM.nl)
    const refused = await fetch(`${gateway.url}/graphql/stream`, { headers: { 'accept-language': 'es' } })
    expect(await refused.text()).toContain(sentences.STREAM_BY_GET.es)
  })
})
