import type { LoggedEvent } from '../event.ts'

/** An event of the log on its way through NATS. */
export interface CarriedEvent {
  readonly event: LoggedEvent
  readonly outboxId: number
}

/** What stands in place of an event that is too large for a message: it is read from the log. */
const marker = new Uint8Array()

export function encodeEvent(event: LoggedEvent, outboxId: number, largest: number): Uint8Array {
  const bytes = Buffer.from(JSON.stringify({ ...event, outboxId }))
  return bytes.length > largest ? marker : bytes
}

/** Null for the marker, and for what is no event. */
export function decodeEvent(bytes: Uint8Array): CarriedEvent | null {
  try {
    const { outboxId, ...event } = JSON.parse(Buffer.from(bytes).toString()) as LoggedEvent & CarriedEvent
    return { event: { ...event, at: new Date(event.at) } as LoggedEvent, outboxId }
  } catch {
    return null
  }
}
