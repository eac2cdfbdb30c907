import type { LoggedEvent } from './event.ts'

/**
 * How the data of an event become those of the next version, by the event's type and the version they have: an event
 * that an earlier release wrote is read in the shape of this one. Pure, and never removed while a log may hold such an
 * event. One that a later release wrote, as in a rolling deploy, stays as it is: versions only add fields.
 */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, (data: object) => object>>>>

/** Brings an event into the shape of this release. */
export type Upcast = <E extends Pick<LoggedEvent, 'type' | 'version' | 'data'>>(event: E) => E

/** Raises an event step by step to the version of this release. */
export function upcaster(upcasters: Upcasters): Upcast {
  return (event) => {
    const steps = upcasters[event.type]
    if (!steps) return event
    let { version, data } = event
    for (let step = steps[version]; step; step = steps[version]) {
      data = step(data)
      version++
    }
    return { ...event, version, data }
  }
}
