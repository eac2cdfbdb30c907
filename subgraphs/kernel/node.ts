import 'reflect-metadata'
import { Field, ID, InterfaceType } from 'type-graphql'

/** Relay's global object identification: everything with a global id. */
@InterfaceType('Node', {
  autoRegisterImplementations: false,
  description: 'Everything that has a global id, to be fetched again by `node(id)`.',
  resolveType: (value: { __typename?: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and global; its prefix tells the type to a human reader.' })
  id!: string
}
