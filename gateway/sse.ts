import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { print } from 'graphql-sse'
import { afterHeader, cursorsBeside } from './cursors.ts'
import { bodyOf } from './faults.ts'
import { graphPath } from './http.ts'
import { keysBeside } from './idempotency.ts'
import type { OperationRequest, Pipeline } from './operation.ts'
import { textOf } from './shared-text.ts'
import type { ResultStream } from './streams.ts'

const KEEP_ALIVE_MS = 12_000

/** Ends the streams that are open, and any that opens later; they complete, and their clients know where to resume. */
export interface SseServer {
  /** How many streams are open. */
  readonly size: number
  close(): void
}

/**
 * Carries the pipeline over server-sent events: graphql-sse's distinct connections mode, one request one operation, with
 * the message format of that package. Its own handler is not used because it queues without bound for a slow reader;
 * here the next result is asked for when the last one has left.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export function serveSse(server: FastifyInstance, pipeline: Pipeline): SseServer {
  const open = new Set<ResultStream>()
  let isClosed = false

  server.get(`${graphPath}/stream`, (request, reply) =>
    reply
      .status(405)
      .header('allow', 'POST')
      .type('application/json; charset=utf-8')
      .send(bodyOf(request.id, 'Send the operation by POST, with accept: text/event-stream.')),
  )

  server.post(`${graphPath}/stream`, async (request, reply) => {
    const requestId = request.id
    const refuse = (status: number, message: string) =>
      reply.status(status).type('application/json; charset=utf-8').send(bodyOf(requestId, message))
    if (!request.headers.accept?.includes('text/event-stream')) {
      return refuse(406, 'This address answers with events only: send accept: text/event-stream.')
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      return refuse(415, 'Send the operation as JSON, with content-type: application/json.')
    }
    const params = paramsOf(request.body, request.raw)
    if (!params) return refuse(400, 'The body is a JSON object with query, and perhaps variables and operationName.')

    const leaving = new AbortController()
    reply.raw.once('close', () => leaving.abort())
    const result = await pipeline.operate(
      { ...params, transport: 'sse', requestId, gone: leaving.signal },
      { authorization: request.headers.authorization },
    )
    reply.hijack()
    if (!('next' in result)) return send(reply.raw, reply.getHeaders(), single(result))
    open.add(result)
    if (leaving.signal.aborted || isClosed) void result.return(undefined)
    else leaving.signal.addEventListener('abort', () => void result.return(undefined))
    await send(reply.raw, reply.getHeaders(), result).finally(() => open.delete(result))
  })

  return {
    get size() {
      return open.size
    },
    close() {
      isClosed = true
      for (const stream of open) void stream.return(undefined)
    },
  }
}

function paramsOf(
  body: unknown,
  { headers, headersDistinct }: IncomingMessage,
): Omit<OperationRequest, 'requestId' | 'transport'> | null {
  try {
    const { query, operationName, variables, extensions } = JSON.parse(String(body)) as Record<string, unknown>
    const isText = operationName == null || typeof operationName === 'string'
    const isMap = variables == null || (typeof variables === 'object' && !Array.isArray(variables))
    if (!isText || !isMap) return null
    const given = variables as Record<string, unknown> | null
    return {
      ...{ query, operationName, variables: given },
      keysBeside: keysBeside(headersDistinct['idempotency-key'], extensions),
      cursorsBeside: cursorsBeside(headers[afterHeader], extensions),
    }
  } catch {
    return null
  }
}

async function* single(result: ExecutionResult) {
  yield result
}

async function send(raw: ServerResponse, headers: object, results: AsyncIterable<ExecutionResult>): Promise<void> {
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  // Some browsers see the head only once a first byte of the body has come.
  raw.write(':\n\n')
  const keepAlive = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(':\n\n')
  }, KEEP_ALIVE_MS)
  try {
    for await (const result of results) {
      if (raw.closed) break
      if (!raw.write(`event: next\ndata: ${textOf(result)}\n\n`)) await drained(raw)
    }
    if (!raw.closed) raw.write(print({ event: 'complete', data: null }))
  } finally {
    clearInterval(keepAlive)
    raw.end()
  }
}

/** Until what was written has left, or nobody reads any more. */
function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      raw.off('drain', done).off('close', done)
      resolve()
    }
    raw.on('drain', done).on('close', done)
  })
}
