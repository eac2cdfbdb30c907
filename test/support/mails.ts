import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

/** A captured mail as its reader sees it. */
export interface ReadMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** What it is known by. */
  readonly id: string
  /** What a calendar is told along with it, and how. */
  readonly calendar: { readonly method: string; readonly content: string } | null
}

const PATIENCE_MS = 30_000

/** The newest captured mail to this address whose text is wanted, waited for. */
export async function mailTo(
  dataDir: string,
  address: string,
  isWanted: (text: string) => boolean = () => true,
): Promise<ReadMail> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = (await readMails(dataDir)).findLast((mail) => mail.to === address && isWanted(mail.text))
    if (found) return found
    if (Date.now() > deadline) throw new Error(`No mail to ${address} was captured.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The temporary password of an invitation in whatever language, as its reader copies it; null where there is none. */
export function temporaryPasswordIn(text: string | undefined): string | null {
  const label =
    /Temporary password|Tijdelijk wachtwoord|Vorläufiges Passwort|Mot de passe provisoire|Contraseña provisional/
  return new RegExp(`^\\s*(?:${label.source}) ?: (\\S{8})\\s*$`, 'm').exec(text ?? '')?.[1] ?? null
}

/** All captured mails, oldest first. */
export async function readMails(dataDir: string): Promise<ReadMail[]> {
  const folder = join(dataDir, 'mail')
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort()
  return Promise.all(files.map((name) => readOnce(join(folder, name))))
}

const known = new Map<string, Promise<ReadMail>>()

/** A captured mail never changes, and whoever waits for one looks at all of them again and again. */
function readOnce(file: string): Promise<ReadMail> {
  const reading = known.get(file) ?? readFile(file).then(readMail)
  known.set(file, reading)
  return reading
}

/** A mail as it left the house. */
export async function readMail(raw: Buffer | string): Promise<ReadMail> {
  const { to, subject, text, messageId, attachments } = await PostalMime.parse(raw)
  const form = attachments.find(({ mimeType }) => mimeType === 'text/calendar')
  return {
    to: to?.[0]?.address ?? '',
    subject: subject ?? '',
    text: text ?? '',
    id: messageId ?? '',
    calendar: form ? { method: form.method ?? '', content: contentOf(form.content) } : null,
  }
}

function contentOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString()
}
