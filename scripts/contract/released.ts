import { spawnSync } from 'node:child_process'

/** The public schema of a commit, and how that commit is called. */
export interface Released {
  readonly ref: string
  readonly sdl: string
}

const file = 'schema/api.graphql'

/**
 * The public schema as it was at a ref of git, or at the last tag `v*` behind the present commit. A sentence where there
 * is none to compare with, as in a tarball or in a clone without tags; throws where the ref that was named has none.
 */
export function releasedSchema(folder: string, ref?: string): Released | string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })
  const schemaAt = (at: string): Released | null => {
    const shown = git('show', `${at}:./${file}`)
    return shown.status === 0 ? { ref: at, sdl: shown.stdout } : null
  }
  if (ref !== undefined) {
    const found = schemaAt(ref)
    if (found) return found
    throw new Error(`git has no ${file} at ${ref}: name a tag, a branch or a commit that has it.`)
  }
  if (git('rev-parse', '--git-dir').status !== 0) return 'There is no git repository, so no release to compare with.'
  const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v*').stdout.trim()
  if (!tag) return 'There is no tag v* behind this commit, so no release to compare with.'
  return schemaAt(tag) ?? `${tag} has no ${file}, so there is nothing to compare with.`
}

/** The day of the present commit, on which its schema is told to those who use it; today where there is none. */
export function dayTold(folder: string, today: string): string {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%cI'], { cwd: folder, encoding: 'utf8' })
  const at = status === 0 ? new Date(stdout.trim()) : new Date(NaN)
  return Number.isNaN(at.getTime()) ? today : at.toISOString().slice(0, 10)
}
