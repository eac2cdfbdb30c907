/** What is asked for. */
export interface Operation {
  readonly kind:
    'book' | 'confirm' | 'reschedule' | 'reject' | 'cancel' | 'complete' | 'reassign' | 'blockCreate' | 'blockCancel'
  readonly input: Readonly<Record<string, unknown>>
}

interface Time {
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}
interface Held extends Time {
  readonly propertyId: string
  readonly agentId: string
}
export interface ModelViewing extends Held {
  readonly id: string
  readonly contactId: string
  readonly status: string
  readonly blockId: string | null
}
export interface ModelBlock extends Held {
  readonly id: string
  readonly capacity: number
  readonly isCancelled: boolean
}

/** What is true of viewings and blocks, by looking at all of them each time. */
export interface Model {
  readonly viewings: readonly ModelViewing[]
  readonly blocks: readonly ModelBlock[]
  /** Why this would be refused; null where it succeeds. */
  refusalOf(operation: Operation): string | null
  /** What has succeeded, with the id of what it made or changed. */
  apply(operation: Operation, id: string): void
  /** What must not be: somebody in two places, a block with too many, a slot that nobody holds or that is missing. */
  faults(): string[]
  /** To be compared. */
  state(): unknown
}

/** `slots` are those in the table, where there is one to be held against what is agreed on. */
export function openModel(
  responsible: string,
  viewings: ModelViewing[] = [],
  blocks: ModelBlock[] = [],
  slots: readonly Held[] | null = null,
): Model {
  const viewing = (id: unknown) => viewings.find((one) => one.id === id)!
  const block = (id: unknown) => blocks.find((one) => one.id === id)!
  const change = (id: unknown, to: Partial<ModelViewing>) => {
    const index = viewings.findIndex((one) => one.id === id)
    viewings[index] = { ...viewings[index]!, ...to }
  }
  const agreed = () => viewings.filter(({ status }) => status === 'CONFIRMED' || status === 'COMPLETED')
  const inBlock = (id: string) => agreed().filter(({ blockId }) => blockId === id)
  /** Every time that an agent gives to a property: of each viewing that has one for itself, and of each block. */
  const held = (except?: string): Held[] => [
    ...agreed().filter(({ id, blockId }) => !blockId && id !== except),
    ...blocks.filter(({ isCancelled }) => !isCancelled),
  ]
  const isTaken = (wanted: Held, except?: string) =>
    held(except).some(
      (one) => overlap(one, wanted) && (one.agentId === wanted.agentId || one.propertyId === wanted.propertyId),
    )
  const isElsewhere = (one: ModelViewing, wanted: Time) =>
    agreed().some((other) => other.id !== one.id && other.contactId === one.contactId && overlap(other, wanted))

  function refusalOfPlace(one: ModelViewing, input: Operation['input']): string | null {
    if (!input['blockId']) {
      const wanted = { ...one, ...timeOf(input) }
      return isTaken(wanted, one.id) || isElsewhere(one, wanted) ? 'SLOT_TAKEN' : null
    }
    const into = block(input['blockId'])
    if (into.propertyId !== one.propertyId) return 'BLOCK_ELSEWHERE'
    if (into.isCancelled) return 'BLOCK_CANCELLED'
    if (inBlock(into.id).filter(({ id }) => id !== one.id).length >= into.capacity) return 'BLOCK_FULL'
    return isElsewhere(one, into) ? 'SLOT_TAKEN' : null
  }

  const inState = (one: ModelViewing, ...states: string[]) => (states.includes(one.status) ? null : 'INVALID_STATE')

  return {
    viewings,
    blocks,
    refusalOf({ kind, input }) {
      const one = viewing(input['viewingId'])
      switch (kind) {
        case 'book': {
          const isOpen = ({ contactId, propertyId, status }: ModelViewing) =>
            contactId === input['contactId'] &&
            propertyId === input['propertyId'] &&
            (status === 'PENDING' || status === 'CONFIRMED')
          return viewings.some(isOpen) ? 'OPEN_VIEWING_EXISTS' : null
        }
        case 'confirm':
          return inState(one, 'PENDING') ?? refusalOfPlace(one, input)
        case 'reschedule':
          return inState(one, 'CONFIRMED') ?? refusalOfPlace(one, input)
        case 'reject':
          return inState(one, 'PENDING')
        case 'cancel':
          return inState(one, 'PENDING', 'CONFIRMED', 'CANCELLED')
        case 'complete':
          // All of them are still to come.
          return inState(one, 'CONFIRMED') ?? 'NOT_STARTED'
        case 'reassign': {
          const wrong = inState(one, 'PENDING', 'CONFIRMED')
          if (wrong || one.status === 'PENDING' || one.agentId === input['agentId']) {
            return wrong ?? (one.status === 'CONFIRMED' && one.blockId ? 'IN_BLOCK' : null)
          }
          if (one.blockId) return 'IN_BLOCK'
          return isTaken({ ...one, agentId: String(input['agentId']) }, one.id) ? 'SLOT_TAKEN' : null
        }
        case 'blockCreate':
          return isTaken({ ...(input as unknown as Held) }) ? 'SLOT_TAKEN' : null
        case 'blockCancel':
          return null
      }
    },
    apply({ kind, input }, id) {
      const into = input['blockId'] ? block(input['blockId']) : null
      switch (kind) {
        case 'book':
          viewings.push({
            id,
            contactId: String(input['contactId']),
            propertyId: String(input['propertyId']),
            agentId: responsible,
            status: 'PENDING',
            blockId: null,
            startsAt: null,
            endsAt: null,
          })
          return
        case 'confirm':
        case 'reschedule':
          return change(id, {
            status: 'CONFIRMED',
            blockId: into?.id ?? null,
            ...timeOf(into ?? input),
            ...(into && { agentId: into.agentId }),
          })
        case 'reject':
          return change(id, { status: 'REJECTED' })
        case 'cancel':
          return change(id, { status: 'CANCELLED' })
        case 'complete':
          return change(id, { status: 'COMPLETED' })
        case 'reassign':
          return change(id, { agentId: String(input['agentId']) })
        case 'blockCreate':
          blocks.push({ ...(input as unknown as ModelBlock), id, isCancelled: false })
          return
        case 'blockCancel':
          for (const one of viewings.filter(({ blockId, status }) => blockId === id && status === 'CONFIRMED')) {
            change(one.id, { status: 'CANCELLED' })
          }
          blocks[blocks.findIndex((each) => each.id === id)] = { ...block(id), isCancelled: true }
      }
    },
    faults() {
      const found: string[] = []
      const all = held()
      for (const [index, one] of all.entries()) {
        for (const other of all.slice(index + 1)) {
          if (!overlap(one, other)) continue
          if (one.agentId === other.agentId) found.push(`${one.agentId} is in two places.`)
          if (one.propertyId === other.propertyId) found.push(`${one.propertyId} is shown twice.`)
        }
      }
      for (const one of agreed()) if (isElsewhere(one, one)) found.push(`${one.contactId} is in two places.`)
      for (const { id, capacity } of blocks) if (inBlock(id).length > capacity) found.push(`${id} has too many.`)
      for (const { id, isCancelled } of blocks) {
        if (isCancelled && inBlock(id).length > 0) found.push(`${id} was called off, and somebody goes there.`)
      }
      const text = (list: readonly Held[]) => list.map((one) => JSON.stringify(shown(one))).sort()
      const [there, wanted] = [text(slots ?? all), text(all)]
      if (JSON.stringify(there) !== JSON.stringify(wanted)) found.push(`The slots are ${there}, not ${wanted}.`)
      return found
    },
    state: () => ({
      viewings: viewings.map((one) => ({ ...one })).sort((a, b) => a.id.localeCompare(b.id)),
      blocks: blocks.map((one) => ({ ...one })).sort((a, b) => a.id.localeCompare(b.id)),
    }),
  }
}

function overlap(a: Time, b: Time): boolean {
  return a.startsAt! < b.endsAt! && b.startsAt! < a.endsAt!
}

function timeOf(of: object): { startsAt: Date; endsAt: Date } {
  const { startsAt, endsAt } = of as { startsAt: Date; endsAt: Date }
  return { startsAt, endsAt }
}

function shown({ propertyId, agentId, startsAt, endsAt }: Held): object {
  return { propertyId, agentId, startsAt, endsAt }
}
