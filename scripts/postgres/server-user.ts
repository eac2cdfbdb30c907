import { readFileSync, statSync } from 'node:fs'

/** The account that PostgreSQL runs as. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/**
 * The account to hand PostgreSQL to, or null: this process's own. PostgreSQL refuses to run as root, so root hands it
 * to whoever owns the cluster already, else to the machine's account for PostgreSQL, else to nobody.
 */
export function serverUser(cluster: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  return (
    ownerOf(cluster) ?? account('postgres') ?? account('_postgres') ?? account('nobody') ?? { uid: 65534, gid: 65534 }
  )
}

function ownerOf(path: string): ServerUser | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

function account(name: string): ServerUser | null {
  const line = accounts().find((entry) => entry.startsWith(`${name}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function accounts(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
}
