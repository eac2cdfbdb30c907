import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface StartUpFigures {
  /** Seconds from the process's start to its first answer: database made, migrated, demo company filled. */
  readonly cold: number
  /** The same on the next start. */
  readonly warm: number
}

export async function benchStartUp(): Promise<StartUpFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  try {
    return { cold: await startOnce(dataDir), warm: await startOnce(dataDir) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function startOnce(dataDir: string): Promise<number> {
  const before = performance.now()
  const child = spawn(process.execPath, ['dist/scripts/start.js'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout) if (String(chunk).includes('serves the graph')) break
  const seconds = (performance.now() - before) / 1000
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  return seconds
}
