import type { Config } from '../subgraphs/kernel/config.ts'

/** Whether a browser page of this origin may call the gateway; a request without one comes from no page. */
export type MayCall = (origin: string | undefined) => boolean

/**
 * The gateway's own origin and those of the setting `ORIGINS`, compared letter by letter. In development the loopback
 * names of the own port are its own too; the Host header is never asked, since whoever sends it chooses it.
 */
export function allowedOrigins(config: Config, port: number): MayCall {
  const allowed = new Set([new URL(config.publicUrl).origin, ...config.origins])
  if (config.development) {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) allowed.add(`http://${host}:${port}`)
  }
  return (origin) => origin === undefined || allowed.has(origin)
}
