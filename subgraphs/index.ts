import type { Subgraph, SubgraphName } from './kernel/subgraph.ts'
import { accounts } from './accounts/index.ts'
import { contacts } from './contacts/index.ts'
import { tickets } from './tickets/index.ts'
import { viewings } from './viewings/index.ts'

/** The list of subgraphs; adding one is a line here and in `subgraphNames`. */
export const subgraphs: Readonly<Record<SubgraphName, Subgraph>> = { accounts, contacts, viewings, tickets }
