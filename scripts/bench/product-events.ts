import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
import { openCluster } from '../postgres/cluster.ts'
import { sharedNow } from './figures.ts'
import { startProduct } from './product.ts'
import { newestTicket, setStatus } from './push.ts'
import type { EventServer } from './subscribers-server.ts'

/** The product as the subscribers bench sees it: everybody follows as the administrator, who sees every ticket. */
export async function openProductEvents(query: string): Promise<EventServer> {
  const product = await startProduct()
  const { url, databaseUrl, host, dataDir } = product
  const token = await logInToDemo(url, demoPeople.administrator)
  const { events } = host.open.find(({ subgraph }) => subgraph.name === 'tickets')!.services
  const ticketId = await newestTicket(url, token)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })

  let committedAt = 0
  const { committed } = events
  events.committed = () => {
    committedAt = sharedNow()
    committed()
  }
  let isPending = false
  return {
    address: { url: `${url.replace('http', 'ws')}/graphql`, token, query },
    async happen() {
      isPending = !isPending
      await setStatus(url, token, ticketId, isPending ? 'PENDING' : 'OPEN')
      return committedAt
    },
    // The database itself says what it was asked; this counts for whatever reads, and in whatever process.
    async countPageReads() {
      await sql`alter system set log_statement = 'all'`
      await sql`select pg_reload_conf()`
    },
    pageReads() {
      const log = readFileSync(openCluster(dataDir).log, 'utf8')
      return log.split('select head.epoch, head.trimmed, event.*').length - 1
    },
    async stop() {
      await sql.end()
      await product.stop()
    },
  }
}
