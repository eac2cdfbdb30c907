import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { explorerPath } from './http.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Nothing from elsewhere, and nowhere else to send to. The editor sets styles from its scripts; its workers are files of
 * the page, its fonts stand in its stylesheet.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Serves the built GraphiQL page from a folder. The files are listed once, at start, so that no address reaches outside
 * it; the names under `assets/` carry a hash of their content and may be kept for ever.
 */
export function servePages(server: FastifyInstance, folder: string): void {
  const files = new Map<string, string>()
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name)
      if (entry.isFile()) files.set(relative(folder, file).split(sep).join('/'), file)
    }
  }

  // Browsers ask for it unasked; the page has an icon of its own.
  server.get('/favicon.ico', async (_request, reply) =>
    reply.status(204).header('cache-control', 'public, max-age=86400').send(),
  )
  // Without a frontend of the portal's own, mails lead here: what stands in their links is the page's to read.
  server.get('/', async ({ url }, reply) => reply.redirect(`${explorerPath}/${queryOf(url)}`))
  server.get(`${explorerPath}/*`, async (request, reply) => {
    const name = (request.params as { '*': string })['*'] || 'index.html'
    const file = files.get(name)
    if (!file) return reply.callNotFound()
    const isAsset = name.startsWith('assets/')
    return reply
      .header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('referrer-policy', 'no-referrer')
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-frame-options', 'DENY')
      .type(types[extname(name)] ?? 'application/octet-stream')
      .send(createReadStream(file))
  })
  server.get(explorerPath, async ({ url }, reply) => reply.redirect(`${explorerPath}/${queryOf(url)}`))
}

function queryOf(url: string): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at)
}
