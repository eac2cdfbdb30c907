import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { connect, openDb } from '../../subgraphs/kernel/db.ts'
import { runScript } from './child.ts'

export type Settings = Readonly<Record<string, string>>

const password = 'a lighthouse without a keeper'

/** Who administers the company that `found` founds. */
export const administrator = { company: 'firm', email: 'admin@example.com', password }

/** Founds a company in the database of accounts; `role` where the URL is a superuser's. */
export async function found(url: string, role?: string): Promise<void> {
  const client = connect({ url, schema: 'accounts', role, pool: 1 })
  const founding = {
    company: { name: 'Firm', handle: administrator.company },
    administrator: { email: administrator.email, firstName: 'Ada', lastName: 'Min' },
    password,
  }
  await foundCompany(openDb(client), founding, new Date()).finally(() => client.end())
}

/** A folder of its own; `undo` removes it. */
export function folder(undo: (() => unknown)[]): string {
  const path = mkdtempSync(join(tmpdir(), 'portico-operator-'))
  undo.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export type Command = 'backup' | 'restore'

export function command(name: Command, words: readonly string[], env: Settings) {
  return runScript(`scripts/${name}.js`, words, env)
}

/** Runs a command that must succeed; gives back what it said. */
export async function done(name: Command, words: readonly string[], env: Settings): Promise<string> {
  const { code, stdout, stderr } = await command(name, words, env).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** Runs a command that must be refused; gives back the one sentence that it said. */
export async function refused(name: Command, words: readonly string[], env: Settings): Promise<string> {
  const { code, stderr } = await command(name, words, env).ended
  expect({ code, lines: stderr.trim().split('\n') }).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^[A-Z/].*[.\]]$/)],
  })
  return stderr.trim()
}
