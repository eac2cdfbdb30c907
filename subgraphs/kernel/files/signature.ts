import { createHmac, timingSafeEqual } from 'node:crypto'
import { idOf, type CompanyId, type FileId } from '../ids.ts'
import type { RenditionName } from './tables.ts'

/** What an address opens, until when: it counts for nothing else. */
export interface Opened {
  readonly companyId: CompanyId
  readonly id: FileId
  readonly to: 'upload' | RenditionName
  readonly expiresAt: Date
}

/** The key of one subgraph's addresses; what is authenticated by the same secret elsewhere is none of them. */
export function addressKey(secret: Buffer, subgraph: string): Buffer {
  return createHmac('sha256', secret).update(`files of ${subgraph}`).digest()
}

/** The query of a signed address. */
export function sign(key: Buffer, opened: Opened): string {
  const { companyId, expiresAt } = opened
  const expires = String(Math.floor(expiresAt.getTime() / 1000))
  return String(
    new URLSearchParams({ company: companyId, expires, signature: tagOf(key, opened).toString('base64url') }),
  )
}

/** What a signed address opens; null for one that was not signed with this key. That its time is over is not judged. */
export function readSigned(key: Buffer, id: string, to: Opened['to'], query: URLSearchParams): Opened | null {
  const companyId = idOf('company', query.get('company') ?? '')
  const fileId = idOf('file', id)
  const expires = query.get('expires') ?? ''
  if (!companyId || !fileId || !/^\d{1,12}$/.test(expires)) return null
  const opened: Opened = { companyId, id: fileId, to, expiresAt: new Date(Number(expires) * 1000) }
  const given = Buffer.from(query.get('signature') ?? '', 'base64url')
  const right = tagOf(key, opened)
  return given.length === right.length && timingSafeEqual(given, right) ? opened : null
}

function tagOf(key: Buffer, { companyId, id, to, expiresAt }: Opened): Buffer {
  const expires = Math.floor(expiresAt.getTime() / 1000)
  return createHmac('sha256', key).update([companyId, id, to, expires].join('\n')).digest()
}
