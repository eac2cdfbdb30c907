import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Config } from './config.ts'
import { makeFolder } from './folder.ts'
import type { Language } from './language.ts'

/** A mail as the product writes it: plain text, one recipient. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: Language
  /**
   * What the mail is known by, without the sender's domain; made up if absent. One that is handed over twice, as after a
   * kill, is then the same mail to whoever gets both.
   */
  readonly id?: string
  /** What the recipient's calendar is told, as another form of the text and as a file (RFC 6047). */
  readonly calendar?: CalendarMessage
}

/** Something for a calendar to enter, change or take out (RFC 5546). */
export interface CalendarMessage {
  readonly method: 'REQUEST' | 'CANCEL'
  /** The iCalendar text, which names the same method. */
  readonly content: string
}

export interface Mailer {
  /** Hands the mail to the SMTP server, or captures it; throws when it was not accepted. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Where captured mails stand: one `.eml` file each, named so that they sort by time. */
export function captureFolder(config: Config): string {
  return join(config.dataDir, 'mail')
}

export function openMailer(config: Config): Mailer {
  return config.smtpUrl ? smtp(config.smtpUrl, config.mailFrom) : capture(captureFolder(config), config.mailFrom)
}

/** The mail as it is sent; it says its language, for those who read it aloud or translate it (RFC 3282). */
function letterOf({ language, to, id, calendar, ...mail }: Mail, from: string): SendMailOptions {
  // As a text it would be read as a list: what stands behind a comma in one address would get the mail, too, or instead.
  return {
    ...mail,
    to: { name: '', address: to },
    headers: { 'content-language': language },
    textEncoding: 'quoted-printable',
    ...(id && { messageId: `<${id}@${addressOf(from).split('@')[1]!}>` }),
    ...(calendar && { icalEvent: { ...calendar, filename: 'invitation.ics' } }),
  }
}

/** The bare address of a sender such as `Harbour Homes <post@example.com>`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>$/.exec(from)?.[1] ?? from
}

function smtp(url: string, from: string): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: 2 }, { from })
  return {
    send: async (mail) => {
      await transport.sendMail(letterOf(mail, from))
    },
    close: () => transport.close(),
  }
}

function capture(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(letterOf(mail, from))
      makeFolder(folder, 0o700)
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`
      const partial = join(folder, `.${name}`)
      await writeFile(partial, message as Buffer, { mode: 0o600 })
      await rename(partial, join(folder, `${name}.eml`))
    },
    close: () => {},
  }
}
