import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { keepConnected } from '../../../subgraphs/kernel/events/broadcast/connection.ts'
import { openNatsNews } from '../../../subgraphs/kernel/events/broadcast/news.ts'

describe('that NATS does not answer', () => {
  it('is said once for all the logs of a process, and so is its return', async () => {
    const lines: string[] = []
    const news = openNatsNews(pino({}, { write: (line: string) => void lines.push(line) }))
    let downs = 0
    const logs = ['accounts', 'contacts'].map((name) =>
      keepConnected('nats://127.0.0.1:1', name, news, { up() {}, down: () => void downs++ }),
    )
    await expect.poll(() => downs, { timeout: 20_000 }).toBeGreaterThan(3)
    await Promise.all(logs.map((each) => each.stop()))
    expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([40])
    news.back()
    expect(lines).toHaveLength(1)
    news.back()
    expect(lines).toHaveLength(2)
  })
})
