// A process that holds the embedded PostgreSQL of the folder it is given, until it is killed or its input ends.
import { startPostgres } from '../../scripts/embedded-postgres.ts'

const server = await startPostgres({ dataDir: process.argv[2] ?? '', log: () => {}, durable: false })
console.log(JSON.stringify({ url: server.url, pid: server.pid }))
process.stdin.resume().on('end', () => void server.stop())
