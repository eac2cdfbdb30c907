import type { Route } from '../routes/route.ts'
import { receiveUpload } from './receive.ts'
import { serveFile } from './serve-file.ts'

/** What every subgraph serves of its files. */
export const fileRoutes: readonly Route[] = [
  { method: 'PUT', path: '/files/:id', handle: receiveUpload },
  { method: 'GET', path: '/files/:id/:rendition', handle: serveFile },
]
