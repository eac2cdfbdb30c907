import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql'
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import type { PortalFeature } from '../subgraphs/kernel/actor.ts'

/** What each part of the portal is, in the schema. A part that has no fields yet has none to refuse. */
interface Extent {
  /** The root fields of it that clients may ask. */
  readonly rootFields: readonly string[]
  /** The types that are nothing without it, wherever a path leads to them, or to a connection of them. */
  readonly types: readonly string[]
  /** The types that other parts show, too: asked for by themselves, through `node`, they are of this one. */
  readonly nodes: readonly string[]
}

const nothing: Extent = { rootFields: [], types: [], nodes: [] }

/** Which part of the portal a client must have for what (ACC-24); what stands in several needs all of them. */
export const extents: Readonly<Record<PortalFeature, Extent>> = {
  VIEWINGS: {
    rootFields: [
      ...['viewing', 'viewings', 'viewingBlock', 'viewingChanged', 'viewingRequest', 'viewingPropose', 'viewingCancel'],
      ...['viewingDatesAdd', 'viewingFeedbackGive', 'viewingNoteAdd', 'viewingNoteUpdate', 'viewingNoteDelete'],
      ...['viewingPhotoUploadCreate', 'viewingPhotoAdd', 'viewingPhotoDelete'],
      ...['viewingVoiceNoteUploadCreate', 'viewingVoiceNoteAdd', 'viewingVoiceNoteDelete'],
      ...['calendarFeed', 'calendarFeedCreate', 'calendarFeedDelete'],
    ],
    types: ['Viewing', 'ViewingBlock', 'Slot'],
    nodes: [],
  },
  OFFERS: {
    rootFields: [
      ...['offer', 'offers', 'offerGroups', 'deal', 'deals', 'property', 'properties', 'rejectionReasons'],
      ...['reactionSet', 'reactionClear', 'ratingSet', 'ratingClear', 'favouriteAdd', 'favouriteRemove'],
      ...['watch', 'watches', 'watchCreate', 'watchUpdate', 'watchPause', 'watchResume', 'watchDelete'],
    ],
    types: ['Offer', 'Deal', 'Watch', 'Reaction', 'PropertyConnection', 'LikedProperty'],
    // A viewing is of a property, whether or not it was offered.
    nodes: ['Property'],
  },
  TICKETS: {
    rootFields: [
      ...['request', 'requests', 'requestSubmit', 'requestReply', 'requestSolve', 'attachmentUploadCreate'],
      ...['ticket', 'ticketStatusChanged', 'ticketUpdated'],
    ],
    types: ['Request', 'Ticket'],
    nodes: [],
  },
  UPLOADS: {
    ...nothing,
    rootFields: [
      ...['pictureUploadCreate', 'attachmentUploadCreate', 'viewingPhotoUploadCreate', 'viewingVoiceNoteUploadCreate'],
    ],
  },
  PROFILE_DELETION: { ...nothing, rootFields: ['profileDeletionStart', 'profileDeletionComplete'] },
  HELP_CENTRE: nothing,
  CONTACT_AGENT: nothing,
}

/** The parts of the portal of which an operation asks something, whatever `@skip` and `@include` say. */
export type FeaturesIn = (document: DocumentNode, operation: OperationDefinitionNode) => ReadonlySet<PortalFeature>

type Owners = ReadonlyMap<string, readonly PortalFeature[]>

/** Finds them in documents that are valid by this schema. */
export function openFeatures(schema: GraphQLSchema): FeaturesIn {
  const [ofField, ofType, ofNode] = [ownersOf('rootFields'), ownersOf('types'), ownersOf('nodes')]

  return (document, { operation, selectionSet }) => {
    const found = new Set<PortalFeature>()
    const add = (features: readonly PortalFeature[] = []) => features.forEach((feature) => found.add(feature))
    const fragments = fragmentsOf(document)
    // A fragment is looked at once under `node` and once elsewhere, however often it is spread.
    const seen = { node: new Set<SelectionSetNode>(), elsewhere: new Set<SelectionSetNode>() }

    const visit = (
      selections: SelectionSetNode,
      type: GraphQLNamedType | undefined,
      isRoot: boolean,
      isNode: boolean,
    ) => {
      const known = isNode ? seen.node : seen.elsewhere
      if (known.has(selections)) return
      known.add(selections)
      if (type) add(ofType.get(type.name))
      if (type && isNode) add(ofNode.get(type.name))
      for (const selection of selections.selections) {
        if (selection.kind === Kind.FIELD) {
          const name = selection.name.value
          if (isRoot) add(ofField.get(name))
          const returned = fieldType(type, name)
          if (returned) add(ofType.get(returned.name) ?? ofType.get(returned.name.replace(/Connection$/, '')))
          const leadsToNode = isRoot && (name === 'node' || name === 'nodes')
          if (selection.selectionSet) visit(selection.selectionSet, returned, false, leadsToNode)
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value)
          visit(selection.selectionSet, condition ?? type, isRoot, isNode)
        } else {
          const fragment = fragments.get(selection.name.value)!
          visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), isRoot, isNode)
        }
      }
    }
    visit(selectionSet, schema.getRootType(operation) ?? undefined, true, false)
    return found
  }
}

/** What of one kind is of which parts. */
function ownersOf(kind: keyof Extent): Owners {
  const owners = new Map<string, PortalFeature[]>()
  for (const [feature, extent] of Object.entries(extents) as [PortalFeature, Extent][]) {
    for (const name of extent[kind]) owners.set(name, [...(owners.get(name) ?? []), feature])
  }
  return owners
}

/** What a field gives; nothing of those that introspection adds. */
function fieldType(type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined
  const field = type.getFields()[name]
  return field && getNamedType(field.type)
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
}
