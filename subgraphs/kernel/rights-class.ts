import type { Actor } from './actor.ts'

/**
 * Who sees every field alike: two askers of one class get the same answer to the same question, whatever they ask. What
 * many watch is executed once for each class, so a class is the asker alone unless it is known to be wider: the
 * administrators of a company see all there is, and so do those of its support, each role in its own way. Somebody who
 * must mend something first is always alone; and an API key is alike only with those of the same scopes. A test asks every
 * subscription of the schema as two of each class.
 */
export function rightsClassOf(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous'
    case 'service':
      return `${actor.company} service`
    case 'staff': {
      const isAlike = actor.role !== 'AGENT' && actor.blocks.length === 0
      const class_ = isAlike
        ? `${actor.company} ${actor.role}`
        : `${actor.company} ${actor.role} ${actor.agent} ${actor.blocks.join()}`
      return actor.scopes ? `${class_} by key ${actor.scopes.join()}` : class_
    }
    case 'client':
      // Staff who see what this client sees are told so.
      return `${actor.company} client ${actor.account} ${actor.contact} ${actor.blocks.join()} ${actor.seenBy ?? ''}`
  }
}
