/** What a request came from, as far as it is known: to tell a person where they are logged in, and to slow down guessing. */
export interface Device {
  /** An IP address; one that a proxy tells counts only where the proxy is trusted. */
  readonly address: string | null
  /** What the browser or program calls itself (its `User-Agent`, cut to 300 characters): told by itself, so no proof. */
  readonly program: string | null
}

/** Where nobody's request is behind it, as in a job. */
export const noDevice: Device = { address: null, program: null }

const LONGEST_PROGRAM = 300

/** A device as it came from another process, or null. */
export function deviceIn(told: unknown): Device {
  if (typeof told !== 'object' || told === null) return noDevice
  const { address, program } = told as Readonly<Record<string, unknown>>
  return { address: typeof address === 'string' ? address : null, program: programOf(program) }
}

/** What a `User-Agent` says, in a length that can be kept. */
export function programOf(header: unknown): string | null {
  return typeof header === 'string' && header !== '' ? header.slice(0, LONGEST_PROGRAM) : null
}
