import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A span as it came over the wire. */
export interface SentSpan {
  readonly service: string
  readonly traceId: string
  readonly id: string
  /** Empty for the first one of a trace. */
  readonly parent: string
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** An OpenTelemetry collector that keeps what it is sent: OTLP over HTTP, in protobuf. */
export interface Collector {
  readonly url: string
  readonly spans: readonly SentSpan[]
  /** All of it, byte by byte. */
  readonly bytes: Buffer
  close(): void
}

export async function openCollector(): Promise<Collector> {
  const spans: SentSpan[] = []
  const bodies: Buffer[] = []
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const isTraces = request.url === '/v1/traces' && request.headers['content-type'] === 'application/x-protobuf'
      if (isTraces) {
        bodies.push(body)
        spans.push(...spansIn(body))
      }
      response.writeHead(isTraces ? 200 : 404).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    get bytes() {
      return Buffer.concat(bodies)
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The fields of a protobuf message, by number: https://protobuf.dev/programming-guides/encoding/ */
type Message = ReadonlyMap<number, readonly Buffer[]>

function read(bytes: Buffer): Message {
  const fields = new Map<number, Buffer[]>()
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]!
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const start = at
    let end: number
    if (key % 8 === 2) {
      const length = varint()
      fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), bytes.subarray(at, at + length)])
      end = at + length
    } else if (key % 8 === 0) {
      varint()
      end = at
    } else {
      end = start + (key % 8 === 1 ? 8 : 4)
    }
    at = end
  }
  return fields
}

const inner = (message: Message, field: number): Message[] => (message.get(field) ?? []).map(read)
const text = (message: Message, field: number): string => String(message.get(field)?.[0] ?? '')
const hex = (message: Message, field: number): string => message.get(field)?.[0]?.toString('hex') ?? ''

/** https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto */
function spansIn(body: Buffer): SentSpan[] {
  return inner(read(body), 1).flatMap((resourceSpans) => {
    const service = inner(resourceSpans, 1).map((resource) => attributesOf(resource, 1)['service.name'])[0] ?? ''
    return inner(resourceSpans, 2)
      .flatMap((scopeSpans) => inner(scopeSpans, 2))
      .map((span) => ({
        service,
        traceId: hex(span, 1),
        id: hex(span, 2),
        parent: hex(span, 4),
        name: text(span, 5),
        attributes: attributesOf(span, 9),
      }))
  })
}

function attributesOf(message: Message, field: number): Record<string, string> {
  return Object.fromEntries(
    inner(message, field).map((pair) => [text(pair, 1), inner(pair, 2).map((value) => text(value, 1))[0] ?? '']),
  )
}
