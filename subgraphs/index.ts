import { subgraphNames, type Subgraph, type SubgraphName } from './kernel/subgraph.ts'

/** The list of subgraphs; adding one is a line here and in `subgraphNames`. */
const subgraphs: Readonly<Record<SubgraphName, () => Promise<Subgraph>>> = {
  accounts: async () => (await import('./accounts/index.ts')).accounts,
  contacts: async () => (await import('./contacts/index.ts')).contacts,
  viewings: async () => (await import('./viewings/index.ts')).viewings,
  tickets: async () => (await import('./tickets/index.ts')).tickets,
}

/** A subgraph's code is loaded when it is asked for: a process that hosts one of them starts without the others'. */
export function loadSubgraph(name: SubgraphName): Promise<Subgraph> {
  return subgraphs[name]()
}

export async function loadSubgraphs(): Promise<Readonly<Record<SubgraphName, Subgraph>>> {
  const loaded = subgraphNames.map(async (name) => [name, await loadSubgraph(name)] as const)
  return Object.fromEntries(await Promise.all(loaded)) as Record<SubgraphName, Subgraph>
}
