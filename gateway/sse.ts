import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { print } from 'graphql-sse'
import { badInput } from '../subgraphs/kernel/errors.ts'
import { preferredLanguage } from '../subgraphs/kernel/language.ts'
import type { Devices } from './devices.ts'
import { afterHeader, cursorsBeside } from './cursors.ts'
import { graphPath } from './http.ts'
import { keysBeside } from './idempotency.ts'
import { refuse } from './server.ts'
import { credentialsIn, type OperationRequest, type Pipeline } from './operation.ts'
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
export function serveSse(server: FastifyInstance, pipeline: Pipeline, deviceOf: Devices): SseServer {
  const open = new Set<ResultStream>()
  let isClosed = false

  server.get(`${graphPath}/stream`, (request, reply) =>
    refuse(request, reply.header('allow', 'POST'), 405, badInput('STREAM_BY_GET')),
  )

  server.post(`${graphPath}/stream`, async (request, reply) => {
    const { headers, id: requestId, raw } = request
    if (!headers.accept?.includes('text/event-stream'))
      return refuse(request, reply, 406, badInput('EVENT_STREAM_ONLY'))
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
      return refuse(request, reply, 415, badInput('JSON_ONLY'))
    }
    const params = paramsOf(request.body, request.raw)
    if (!params) return refuse(request, reply, 400, badInput('BODY_UNREADABLE'))

    const leaving = new AbortController()
    reply.raw.once('close', () => leaving.abort())
    const { language, ...prepared } = await pipeline.prepare(
      {
        ...{ ...params, transport: 'sse', requestId, gone: leaving.signal, device: deviceOf(raw) },
        traceparent: headers['traceparent'],
      },
      credentialsIn(headers),
    )
    const result = 'errors' in prepared ? prepared : await prepared.run()
    reply.headers({ 'content-language': language, vary: 'origin, accept-language' })
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
): Omit<OperationRequest, 'requestId' | 'transport' | 'device'> | null {
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
      language: preferredLanguage(headers['accept-language']),
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
