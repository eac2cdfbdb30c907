import { composeServices } from '@theguild/federation-composition'
import { parse, printSchema, lexicographicSortSchema } from 'graphql'
import { apiSchema } from '../gateway/api-schema.ts'
import { buildSubgraph } from '../subgraphs/kernel/federation.ts'
import type { Subgraph } from '../subgraphs/kernel/subgraph.ts'

/** The files of `schema/` by name, made from the code; throws with every composition error when it does not compose. */
export function schemaFiles(subgraphs: readonly Subgraph[]): Record<string, string> {
  const services = subgraphs.map((subgraph) => ({ name: subgraph.name, sdl: buildSubgraph(subgraph).sdl }))
  const composed = composeServices(services.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) })))
  if (composed.errors) {
    throw new Error(
      ['The subgraphs do not compose:', ...composed.errors.map((error) => `- ${error.message}`)].join('\n'),
    )
  }
  const api = printSchema(lexicographicSortSchema(apiSchema(composed.supergraphSdl)))
  return {
    ...Object.fromEntries(services.map(({ name, sdl }) => [`${name}.graphql`, sdl])),
    'supergraph.graphql': `${composed.supergraphSdl.trim()}\n`,
    'api.graphql': `${api.trim()}\n`,
  }
}
