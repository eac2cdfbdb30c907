import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../subgraphs/kernel/config.ts'
import { captureFolder, openMailer, type Mail } from '../../subgraphs/kernel/mail.ts'

let config: Config
beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'portico-mail-'))
  config = { dataDir, smtpUrl: null, mailFrom: 'Harbour Homes <post@example.com>' } as Config
})
afterEach(() => rm(config.dataDir, { recursive: true }))

/** A mail as it leaves the house. */
async function sent(mail: Partial<Mail>): Promise<string> {
  const mailer = openMailer(config)
  await mailer.send({ to: 'kim@example.com', subject: 'Hello', text: 'Hello', language: 'en', ...mail })
  mailer.close()
  const [file = ''] = await readdir(captureFolder(config))
  return readFile(join(captureFolder(config), file), 'utf8')
}

describe('a mail', () => {
  it.each([
    ['with a comma', 'first,second@example.com'],
    ['with a semicolon', 'first;second@example.com'],
    ['that looks like a name and an address', 'first<second@example.com>'],
  ])('to an address %s goes to nobody whose address stands within it', async (_, to) => {
    const { to: found = [] } = await PostalMime.parse(await sent({ to }))
    expect(found.map(({ address }) => address)).not.toContain('second@example.com')
    expect(found).toHaveLength(1)
  })

  it('has no header that a name has brought', async () => {
    const subject = 'Your account at Homes\r\nBcc: stranger@example.com'
    const { headers } = await PostalMime.parse(await sent({ subject, language: 'de' }))
    const named = Object.fromEntries(headers.map(({ key, value }) => [key, value]))
    expect(named).not.toHaveProperty('bcc')
    expect(named['subject']).toContain('Bcc: stranger')
    expect(named['content-language']).toBe('de')
  })
  it('is known by what its sender says, so that one sent twice is the same one', async () => {
    const { messageId } = await PostalMime.parse(await sent({ id: 'viewing_01.2' }))
    expect(messageId).toBe('<viewing_01.2@example.com>')
  })

  it('tells a calendar what its text says, as another form of it and as a file (RFC 6047)', async () => {
    const content = ['BEGIN:VCALENDAR', 'METHOD:CANCEL', 'END:VCALENDAR', ''].join('\r\n')
    const raw = await sent({ text: 'It is cancelled.', calendar: { method: 'CANCEL', content } })
    expect(raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=CANCEL/im)
    const { text, attachments } = await PostalMime.parse(raw)
    expect(text).toContain('It is cancelled.')
    expect(attachments.map(({ mimeType, filename }) => [mimeType, filename])).toEqual([
      ['text/calendar', null],
      ['application/ics', 'invitation.ics'],
    ])
    for (const { content: found } of attachments) {
      expect(
        Buffer.from(found as ArrayBuffer)
          .toString()
          .split(/\r?\n/),
      ).toEqual(content.split('\r\n'))
    }
  })
})
