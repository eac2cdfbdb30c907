import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { checkContent, type Checked, type FileKind } from '../../../../subgraphs/kernel/files/content/check.ts'
import { FileRefusal, type FileRefusalCode } from '../../../../subgraphs/kernel/files/content/refusal.ts'

type Sent = [kind: FileKind, bytes: Buffer, mediaType: string, name?: string]

export interface Checking {
  /** Checks bytes as if they had been received under this name and type. */
  check(...file: Sent): Promise<Checked>
  /** The same with its results in this folder. */
  checkInto(folder: string, ...file: Sent): Promise<Checked>
  /** The same for bytes that are refused: with which code. */
  refusal(...file: Sent): Promise<FileRefusalCode | 'taken'>
}

/** Gives a test file a folder of its own to check files in. */
export function openChecking(): Checking {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'portico-content-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))
  const checkInto: Checking['checkInto'] = async (folder, kind, bytes, mediaType, name) => {
    const path = join(await mkdtemp(join(root, 'received-')), 'file')
    await writeFile(path, bytes)
    return checkContent(kind, { path, mediaType, name }, folder)
  }
  const check: Checking['check'] = async (...file) => checkInto(await mkdtemp(join(root, 'checked-')), ...file)
  return {
    check,
    checkInto,
    async refusal(...file) {
      try {
        await check(...file)
        return 'taken'
      } catch (error) {
        if (error instanceof FileRefusal) return error.code
        throw error
      }
    },
  }
}
