import { readFileSync, statSync } from 'node:fs'

/** The account that PostgreSQL runs as. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/**
 * The account that root hands PostgreSQL to, which refuses to run as root: whoever owns the folder or the cluster
 * already, else the machine's account for PostgreSQL, else nobody.
 */
export function serverUser(folder: string, data: string): ServerUser {
  const owner = ownerOf(folder) ?? ownerOf(data)
  return owner ?? account('postgres') ?? account('_postgres') ?? account('nobody') ?? { uid: 65534, gid: 65534 }
}

/** The ordinary user that a file belongs to; null when it is root's, or not there. */
export function ownerOf(path: string): ServerUser | null {
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
