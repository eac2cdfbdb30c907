import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

describe('the check of the running Node', () => {
  it.each(['18.20.4', '20.19.0', '22.17.1'])('refuses %s with one sentence that says what to do', (version) => {
    const { status, stderr } = check(version)
    expect(status).toBe(1)
    expect(stderr.trim()).toBe(
      `Node ${version} is too old for Portico: install Node 24 (https://nodejs.org), then run npm ci and this command again.`,
    )
  })

  it.each(['22.18.0', '24.0.0', '26.1.0'])('lets %s pass in silence', (version) => {
    const { status, stderr } = check(version)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

function check(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  const script = join(import.meta.dirname, '../../scripts/check-node.js')
  return spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, script], {
    encoding: 'utf8',
  })
}
