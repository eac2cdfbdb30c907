import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../../subgraphs/accounts/refusals.ts'
import { languages } from '../../subgraphs/kernel/language.ts'
import { mailTo, temporaryPasswordIn } from '../support/mails.ts'
import type { Person } from '../support/person.ts'
import { post } from '../support/post.ts'
import { openOffice, type Office, type Refused } from './office.ts'

interface Told extends Refused {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[]
}

let office: Office
beforeAll(async () => (office = await openOffice()), 60_000)
afterAll(() => office.stop())

/** What somebody is told whose browser prefers a language. */
async function told(by: Person, mutation: string, input: object, acceptLanguage?: string) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { code message } } }`
  const headers: Record<string, string> = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage }
  const { data } = await post<{ done: Told }>(by, query, { input }, { headers })
  return data!.done.userErrors
}

describe('a refusal', () => {
  it('is told to visitors and staff as their browser prefers, under one code (API-9)', async () => {
    const { contactId } = await office.invite(office.admin, 'known@example.com')
    const input = { email: 'nobody', firstName: 'A', lastName: 'B', role: 'AGENT' }
    for (const language of languages) {
      const { SESSION_ENDED, EMAIL_INVALID, PORTAL_USER_ALREADY_EXISTS } = refuse.texts
      expect(await told(office.visitor, 'sessionRefresh', { refreshToken: 'none' }, `${language}-XX`)).toEqual([
        { code: 'SESSION_ENDED', message: SESSION_ENDED[language] },
      ])
      expect(await told(office.admin, 'agentInvite', input, language)).toEqual([
        { code: 'EMAIL_INVALID', message: EMAIL_INVALID[language] },
      ])
      expect(await told(office.admin, 'portalAccountCreate', { contactId }, language)).toEqual([
        { code: 'PORTAL_USER_ALREADY_EXISTS', message: PORTAL_USER_ALREADY_EXISTS[language] },
      ])
    }
    for (const other of ['it', '*', undefined]) {
      expect(await told(office.admin, 'portalAccountCreate', { contactId }, other)).toEqual([
        { code: 'PORTAL_USER_ALREADY_EXISTS', message: 'portal user already exists' },
      ])
    }
  })
})

describe('a mail', () => {
  /** What each invitation begins with. */
  const greetings = {
    en: 'Hello Zoë,',
    nl: 'Goedendag Zoë,',
    de: 'Guten Tag Zoë,',
    fr: 'Bonjour Zoë,',
    es: 'Buenos días, Zoë:',
  }
  const subjects = {
    en: 'Your portal account at The harbour-homes',
    nl: 'Uw portaalaccount bij The harbour-homes',
    de: 'Ihr Portalkonto bei The harbour-homes',
    fr: 'Votre compte sur le portail de The harbour-homes',
    es: 'Su cuenta en el portal de The harbour-homes',
  }

  it.each(languages)('is written in the language of its client’s account: %s (API-9, ACC-4)', async (language) => {
    const email = `zoe-${language}@example.com`
    await office.invite(office.admin, email, { firstName: 'Zoë', language: `${language}-BE` })
    const { subject, text } = await mailTo(office.app.dataDir, email)
    expect(subject).toBe(subjects[language])
    expect(text).toContain(greetings[language])
    expect(temporaryPasswordIn(text)).toMatch(/^\S{8}$/)
    const raw = rawMailTo(email)
    expect(raw).toMatch(new RegExp(`^content-language: ${language}$`, 'im'))
    expect(raw, 'what is not ASCII is encoded').toMatch(/^[\x00-\x7f]+$/)
  })

  it('is English where its client’s language is another one (API-9, ACC-4)', async () => {
    await office.invite(office.admin, 'zoe-pt@example.com', { language: 'pt-BR' })
    expect(await mailTo(office.app.dataDir, 'zoe-pt@example.com')).toMatchObject({ subject: subjects.en })
  })

  it('to a new member of staff is written in the language of whoever invites them (API-9)', async () => {
    const input = { email: 'ines@example.com', firstName: 'Inès', lastName: 'B', role: 'AGENT' }
    expect(await told(office.admin, 'agentInvite', input, 'fr-CA')).toEqual([])
    expect(await mailTo(office.app.dataDir, 'ines@example.com')).toMatchObject({
      subject: 'Votre accès au sein de l’équipe de The harbour-homes',
      text: expect.stringContaining('Bonjour Inès,'),
    })
    expect(rawMailTo('ines@example.com')).toMatch(/^subject: =\?UTF-8\?/im)
  })

  function rawMailTo(email: string): string {
    const folder = join(office.app.dataDir, 'mail')
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    return files.map((name) => readFileSync(join(folder, name), 'utf8')).find((raw) => raw.includes(`To: ${email}`))!
  }
})

describe('a client', () => {
  it('is spoken to in their account’s language, whatever their browser prefers (API-9)', async () => {
    const client = await office.client(office.admin, 'roth@example.com', { language: 'de-AT' })
    for (const browser of ['fr', 'en', undefined]) {
      expect(await told(client, 'sessionEnd', { sessionId: 'none' }, browser)).toEqual([
        { code: 'NOT_FOUND', message: 'Sitzung nicht gefunden.' },
      ])
    }
    const headers = { 'accept-language': 'es' }
    const { errors } = await post(client, '{ portalAccounts(first: 1) { edges { cursor } } }', {}, { headers })
    expect(errors).toMatchObject([{ message: 'Dies ist nur für das Personal.', extensions: { reason: 'STAFF_ONLY' } }])
  })
})
