import type { Duplex } from 'node:stream'
import type pg from 'pg'

/** What a COPY uses of a connection: pg knows the messages and sends them, and its published types leave them out. */
interface Wire {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(piece: Buffer): void
  endCopyFrom(): void
}

interface Completed {
  readonly text: string
}

/** Rows on their way into a table. */
export interface CopyIn {
  /** Resolves when more may be sent; rejects as soon as the database has refused the rows. */
  write(piece: Buffer): Promise<void>
  /** How many rows the database has taken. */
  end(): Promise<number>
}

/** A piece that waits to be passed on; memory holds two or three of them, however large a table is. */
export const pieceSize = 1024 * 1024

/**
 * Runs a `COPY … TO STDOUT` and passes its rows on in pieces, waiting for each to be taken; returns how many rows they
 * were. While it waits the connection is not read, so the database waits, too.
 */
export function copyOut(client: pg.Client, statement: string, take: (piece: Buffer) => Promise<void>): Promise<number> {
  const done = Promise.withResolvers<number>()
  let gathered: Buffer[] = []
  let size = 0
  let rows = 0
  let taking: Promise<void> | null = null

  function passOn(wire: Wire): Promise<void> {
    const piece = Buffer.concat(gathered)
    gathered = []
    size = 0
    wire.stream.pause()
    taking = take(piece).finally(() => {
      taking = null
      wire.stream.resume()
    })
    taking.catch(done.reject)
    return taking
  }

  submit(client, {
    submit: (wire: Wire) => wire.query(statement),
    handleCopyData({ chunk }: { chunk: Buffer }, wire: Wire) {
      // pg writes the next rows where this one stands.
      gathered.push(Buffer.from(chunk))
      size += chunk.length
      if (size >= pieceSize && !taking) void passOn(wire).catch(() => {})
    },
    handleCommandComplete: ({ text }: Completed) => (rows = countOf(text)),
    handleReadyForQuery(wire: Wire) {
      Promise.resolve(taking)
        .then(() => (size > 0 ? passOn(wire) : undefined))
        .then(() => done.resolve(rows), done.reject)
    },
    handleError: done.reject,
  })
  return done.promise
}

/**
 * Runs a `COPY … FROM STDIN`. On pg rather than on postgres.js, which never tells of a refusal that comes after the last
 * row was sent.
 */
export async function copyIn(client: pg.Client, statement: string): Promise<CopyIn> {
  const ready = Promise.withResolvers<Wire>()
  const done = Promise.withResolvers<number>()
  done.promise.catch(ready.reject)
  let rows = 0
  submit(client, {
    submit: (wire: Wire) => wire.query(statement),
    handleCopyInResponse: ready.resolve,
    handleCommandComplete: ({ text }: Completed) => (rows = countOf(text)),
    handleReadyForQuery: () => done.resolve(rows),
    handleError: done.reject,
  })
  const wire = await ready.promise
  return {
    async write(piece) {
      wire.sendCopyFromChunk(piece)
      if (!wire.stream.writableNeedDrain) return
      const drained = Promise.withResolvers<void>()
      wire.stream.once('drain', drained.resolve)
      await Promise.race([drained.promise, done.promise])
    },
    end() {
      wire.endCopyFrom()
      return done.promise
    },
  }
}

/** pg calls the handlers of its running query by these names; its types know the first one only. */
function submit(client: pg.Client, handlers: { submit(wire: Wire): void } & Record<string, unknown>): void {
  client.query(handlers as unknown as pg.Submittable)
}

/** The number in a command's tag, such as `COPY 12`. */
function countOf(tag: string): number {
  return Number(/\d+$/.exec(tag)?.[0] ?? 0)
}
