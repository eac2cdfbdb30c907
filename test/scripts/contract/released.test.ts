import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const command = join(import.meta.dirname, '../../../dist/scripts/schema.js')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-contract-'))
  mkdirSync(join(folder, 'schema'))
  write('type Query { a: Int, b: Int }')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run schema -- --diff', () => {
  it('passes where there is no git repository, and says so', () => {
    expect(diff()).toEqual({ status: 0, out: 'There is no git repository, so no release to compare with.', err: '' })
  })

  it('passes where git is not installed', () => {
    expect(diff([], { PATH: folder })).toMatchObject({ status: 0, out: expect.stringContaining('no git repository') })
  })

  it('passes where there is no tag, and says so', () => {
    commit()
    git('tag', 'nightly')
    expect(diff()).toEqual({
      status: 0,
      out: 'There is no tag v* behind this commit, so no release to compare with.',
      err: '',
    })
  })

  it('compares with the last tag, whatever has been committed since', () => {
    commit()
    git('tag', 'v1.0.0')
    write('type Query { a: Int, b: Int, c: Int }')
    commit()
    git('tag', 'v1.1.0')
    write('type Query { a: Int, b: Int }')
    commit()
    expect(diff()).toEqual({
      status: 1,
      out: '',
      err: expect.stringMatching(/^Clients of v1\.1\.0 would break:\n- Query\.c: .*first/),
    })
    expect(diff(['v1.0.0'])).toEqual({ status: 0, out: 'The public schema keeps what v1.0.0 promised.', err: '' })
  })

  it('compares what is not committed yet', () => {
    commit()
    git('tag', '-a', 'v2', '-m', 'two')
    write('type Query { a: Int }')
    const { status, err } = diff()
    expect(status).toBe(1)
    expect(err.split('\n')).toHaveLength(2)
    write('type Query { a(size: Int = 1): Int, b: Int }')
    expect(diff()).toMatchObject({
      status: 0,
      out: expect.stringContaining('Clients written with care bear this:\n- Query.a'),
    })
  })

  it('passes within a repository that is another’s, and refuses a ref that has no schema', () => {
    git('init', '-q')
    git('commit', '-q', '--allow-empty', '-m', 'Begin')
    git('tag', 'v9')
    expect(diff()).toEqual({
      status: 0,
      out: 'v9 has no schema/api.graphql, so there is nothing to compare with.',
      err: '',
    })
    for (const ref of ['v9', 'v10']) {
      expect(diff([ref])).toEqual({
        status: 1,
        out: '',
        err: `git has no schema/api.graphql at ${ref}: name a tag, a branch or a commit that has it.`,
      })
    }
  })
})

function write(sdl: string): void {
  writeFileSync(join(folder, 'schema/api.graphql'), sdl)
}

function commit(): void {
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'Change it')
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', env: environment() })
  if (status !== 0) throw new Error(stderr)
}

function diff(ref: string[] = [], env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--diff', ...ref], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment(), ...env },
  })
  return { status, out: stdout.trim(), err: stderr.trim() }
}

/** Git as it is for anybody: the settings of whoever runs the tests do not count. */
function environment(): NodeJS.ProcessEnv {
  const who = { NAME: 'Portico', EMAIL: 'portico@localhost' }
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env
  return {
    ...env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: tmpdir(),
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) =>
        Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  }
}
