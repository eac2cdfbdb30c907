import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'graphql'
import { ConfigError } from '../subgraphs/kernel/config.ts'

/** The committed supergraph, as text; it is emitted by a script and never composed at start. */
export function readSupergraph(folder = process.cwd()): string {
  const file = join(folder, 'schema/supergraph.graphql')
  try {
    const text = readFileSync(file, 'utf8')
    parse(text, { noLocation: true })
    return text
  } catch {
    throw new ConfigError(
      `The supergraph ${file} cannot be read: start in the project's folder, or emit it anew with "npm run schema".`,
    )
  }
}
