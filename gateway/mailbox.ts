import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { isFromHere } from '../subgraphs/kernel/from-here.ts'

/** How many of the newest mails the list shows. */
const SHOWN = 200
const fileForm = /^[A-Za-z0-9_.:+-]+\.eml$/

/** Shows the captured mails, newest first and as plain text: to this machine only, since they hold secrets. */
export function serveMailbox(server: FastifyInstance, folder: string): void {
  server.register(async (pages) => {
    pages.addHook('onRequest', async (request, reply) => (isFromHere(request) ? undefined : reply.callNotFound()))

    pages.get('/mail', async (_request, reply) => {
      const files = (await readdir(folder).catch(() => [])).filter((file) => fileForm.test(file))
      const newest = files.sort().reverse().slice(0, SHOWN)
      const mails = await Promise.all(newest.map(async (file) => ({ file, mail: await readMail(folder, file) })))
      const rows = mails.map(
        ({ file, mail }) =>
          `<tr><td>${escape(mail.date ?? '')}</td><td>${escape(recipients(mail))}</td>` +
          `<td><a href="/mail/${encodeURIComponent(file)}">${escape(mail.subject || '(no subject)')}</a></td></tr>`,
      )
      return page(reply, 'Captured mails', rows.length ? `<table>${rows.join('')}</table>` : '<p>No mail yet.</p>')
    })

    pages.get('/mail/:file', async (request, reply) => {
      const { file } = request.params as { file: string }
      const mail = fileForm.test(file) ? await readMail(folder, file).catch(() => null) : null
      if (!mail) return reply.callNotFound()
      return page(
        reply,
        mail.subject || '(no subject)',
        `<p>From ${escape(addresses([mail.from]))}<br>To ${escape(recipients(mail))}<br>${escape(mail.date ?? '')}</p>` +
          `<pre>${escape(mail.text ?? '')}</pre><p><a href="/mail">All mails</a></p>`,
      )
    })
  })
}

async function readMail(folder: string, file: string): Promise<Email> {
  return PostalMime.parse(await readFile(join(folder, file)))
}

const recipients = (mail: Email): string => addresses(mail.to ?? [])

function addresses(list: readonly (Address | undefined)[]): string {
  return list.map((each) => each?.address ?? each?.name ?? '').join(', ')
}

function page(reply: FastifyReply, title: string, body: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style>` +
        `<h1>${escape(title)}</h1>${body}</html>`,
    )
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'td{padding:.25rem 1.5rem .25rem 0;vertical-align:top}pre{white-space:pre-wrap;font-size:1rem}'

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}
