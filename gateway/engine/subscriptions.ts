import {
  createSourceEventStream,
  execute,
  print,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql'
import { cursorVariableOf, without } from '../../subgraphs/kernel/audience.ts'
import { dated, timeOf } from '../../subgraphs/kernel/events/happened.ts'
import type { SubgraphLink, SubgraphRequest } from '../../subgraphs/kernel/link.ts'
import type { Engine, Plan, Run, Variables } from './engine.ts'
import { withoutMissing } from './missing.ts'

type Asked = Pick<SubgraphRequest, 'document' | 'operationName' | 'variables'>
type Source = AsyncIterable<ExecutionResult> | ExecutionResult

/** What a stitched subscription runs with: where its subgraph's results come from. */
export interface SubscriptionRun extends Run {
  open(link: SubgraphLink, asked: Asked): Source
}

/** What the stitched schema asks a subgraph for one subscription, made once for all who send the same. */
interface Question extends Asked {
  /** Tells it from all others. */
  readonly key: string
  readonly link: SubgraphLink
  /** The client's variable that says where the stream begins, and what it is called in the subgraph's document. */
  readonly cursor: { readonly name: string; readonly asked: string } | null
}

const MOST_QUESTIONS = 1_000
const LONGEST_KEY = 2_000
/** Stands for a cursor while the question is made. */
const ANY_CURSOR = 'a cursor'

/**
 * Subscriptions over the stitched schema, so that what many watch costs little for each: the subgraph's document is one
 * object for all who ask the same, the schema is left aside while a subscriber waits, and a result that the subgraph
 * gives to several (see `audienceOf`) is completed out of the other subgraphs once and given to all of them. A result
 * with errors is not, unless they only say that a part does not answer: thousands who ask that part again, one by one,
 * would not let it come back. Each subscriber's errors get their own request id later, on copies.
 */
export function stitchedSubscriptions(schema: GraphQLSchema): Engine['subscribe'] {
  const numbers = new WeakMap<Plan, number>()
  let plans = 0
  const questions = new Map<string, Question>()
  const documents = new Map<string, DocumentNode>()
  const shared = new WeakMap<ExecutionResult, Map<string, Promise<ExecutionResult>>>()

  const args = ({ document, operation }: Plan, variableValues: Variables, contextValue: object): ExecutionArgs => ({
    schema,
    document,
    operationName: operation.name?.value,
    variableValues,
    contextValue,
  })

  async function questionOf(plan: Plan, variables: Variables): Promise<Question | ExecutionResult> {
    const { document, operation } = plan
    const number = numbers.get(plan) ?? ++plans
    numbers.set(plan, number)
    const name = cursorVariableOf(document, operation)
    const key = `${number} ${JSON.stringify(without(variables, name))}`
    const known = questions.get(key)
    if (known) return known

    let found: { link: SubgraphLink; asked: Asked } | undefined
    const open: SubscriptionRun['open'] = (link, asked) => {
      found = { link, asked }
      return once({})
    }
    const opened = await createSourceEventStream(
      args(plan, name === null ? variables : { ...variables, [name]: ANY_CURSOR }, { open }),
    )
    // Nobody was asked: the operation itself is wrong.
    if (!found) return opened as ExecutionResult
    const { link, asked } = found
    const cursor = Object.entries(asked.variables ?? {}).find(([, value]) => value === ANY_CURSOR)
    const question = {
      ...asked,
      document: interned(asked.document),
      key,
      link,
      cursor: name !== null && cursor ? { name, asked: cursor[0] } : null,
    }
    if (key.length <= LONGEST_KEY) remember(questions, key, question)
    return question
  }

  function interned(document: DocumentNode): DocumentNode {
    const text = print(document)
    const known = documents.get(text)
    if (!known) remember(documents, text, document)
    return known ?? document
  }

  /** Completes what a subgraph gave: the schema opens a subscription of this one result, which is its own to change. */
  async function complete(plan: Plan, variables: Variables, run: Run, result: ExecutionResult) {
    const own = result.errors ? result : { data: structuredClone(result.data) }
    const around = args(plan, variables, { ...run, open: () => once(own) })
    const source = await createSourceEventStream(around)
    if (!(Symbol.asyncIterator in source)) return source
    const { value: rootValue } = (await source[Symbol.asyncIterator]().next()) as IteratorResult<unknown>
    const completed = withoutMissing(await execute({ ...around, contextValue: run, rootValue }))
    return dated(completed, timeOf(result))
  }

  async function completeShared(result: ExecutionResult, key: string, make: () => Promise<ExecutionResult>) {
    if (result.errors) return make()
    const made = shared.get(result) ?? new Map<string, Promise<ExecutionResult>>()
    shared.set(result, made)
    const found = made.get(key)
    if (!found) {
      const own = make()
      made.set(key, own)
      return own
    }
    const completed = await found.catch(() => null)
    return completed && isForAll(completed) ? completed : make()
  }

  return async (plan, variables, run) => {
    const question = await questionOf(plan, variables)
    if (!('link' in question)) return question
    const { link, document, operationName, cursor, key } = question
    const asked = cursor
      ? { ...question.variables, [cursor.asked]: variables[cursor.name] ?? null }
      : question.variables
    const { actor, requestId, language, signal } = run
    const source = await link.subscribe({
      ...{ document, operationName, variables: asked },
      ...{ actor, requestId, language, signal, caller: 'gateway' },
    })
    // The schema puts the subgraph's errors into the answer.
    if (!('next' in source)) {
      const around = args(plan, variables, { ...run, open: () => source })
      return (await createSourceEventStream(around)) as ExecutionResult
    }
    return new Completed(source, (result) => completeShared(result, key, () => complete(plan, variables, run, result)))
  }
}

const end = { done: true, value: undefined } as const

/** A subgraph's results, each completed. A class, as there may be thousands. */
class Completed implements AsyncIterator<ExecutionResult> {
  constructor(
    private readonly source: AsyncIterator<ExecutionResult>,
    private readonly complete: (result: ExecutionResult) => Promise<ExecutionResult>,
  ) {}

  async next() {
    const { done, value } = await this.source.next()
    return done ? end : { done: false as const, value: await this.complete(value) }
  }

  async return() {
    await this.source.return?.()
    return end
  }
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result
}

/** Whether it has no errors but outages, which are nobody's own; a fault is logged under the request id of each who has it. */
function isForAll({ errors = [] }: ExecutionResult): boolean {
  return errors.every(({ extensions }) => extensions['code'] === 'NOT_READY')
}

/** Keeps the last ones only. */
function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.set(key, value)
  for (const oldest of memory.keys()) {
    if (memory.size <= MOST_QUESTIONS) break
    memory.delete(oldest)
  }
}
