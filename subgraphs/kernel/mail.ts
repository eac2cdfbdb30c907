import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import { makeFolder } from './folder.ts'

/** A mail as the product writes it: plain text, one recipient. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
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

function smtp(url: string, from: string): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: 2 }, { from })
  return {
    send: async (mail) => {
      await transport.sendMail({ ...mail, textEncoding: 'quoted-printable' })
    },
    close: () => transport.close(),
  }
}

function capture(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from })
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ ...mail, textEncoding: 'quoted-printable' })
      makeFolder(folder, 0o700)
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`
      const partial = join(folder, `.${name}`)
      await writeFile(partial, message as Buffer, { mode: 0o600 })
      await rename(partial, join(folder, `${name}.eml`))
    },
    close: () => {},
  }
}
