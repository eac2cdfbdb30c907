import type { GraphiQL } from 'graphiql'
import { getOperationAST, GraphQLError, parse, type OperationDefinitionNode } from 'graphql'
import type { ComponentProps } from 'react'
import { sessionIn } from './links.ts'
import { start, stop } from './live.ts'
import { accessTokenOf, refresh, welcome, type LogIn, type Person } from './log-ins.ts'
import { remember } from './memory.ts'
import { send, type Operation } from './request.ts'
import { frontTab, runner } from './run-as.ts'
import { store } from './store.ts'
import { isUpload, upload } from './upload.ts'

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher']
type Watched = Extract<ReturnType<Fetcher>, { subscribe: unknown }>
/** The operation that is to run; null where there is none to be found. */
type Chosen = OperationDefinitionNode | null
type Observer = { readonly next: (result: object) => void; readonly complete: () => void }

/**
 * How GraphiQL reaches the graph: as whoever the tab in front runs as. The Authorization header is added here and never
 * stands in a tab.
 */
export const fetcher: Fetcher = (params, options) => {
  const chosen = chosenIn(params.query, params.operationName)
  const operation: Operation = {
    query: params.query,
    operationName: chosen ? chosen.name?.value : params.operationName,
    variables: params.variables as Operation['variables'],
  }
  // The schema is the same for everybody, so reading it does not hang on anybody's session.
  if (operation.operationName === 'IntrospectionQuery') return run(operation, chosen, null)
  const { logIn, waitsFor } = runner()
  if (waitsFor) return waiting(waitsFor)
  return chosen?.operation === 'subscription'
    ? watch(operation, logIn)
    : run(operation, chosen, logIn, options?.headers)
}

/** Nothing is sent as somebody else than the tab has run as. */
async function waiting({ name }: Person) {
  const message = `${name} is not logged in any more: log in, or choose whom this tab runs as.`
  return { errors: [new GraphQLError(message)] }
}

/**
 * The operation that is to run. The only one needs no choosing: when a tab is run as soon as it is opened, the name that
 * GraphiQL gives is still that of the tab before.
 */
function chosenIn(query: string, name: string | null | undefined): Chosen {
  try {
    const document = parse(query)
    return getOperationAST(document) ?? getOperationAST(document, name) ?? null
  } catch {
    // What does not parse is the server's to explain.
    return null
  }
}

async function run(operation: Operation, chosen: Chosen, as: LogIn | null, headers: Record<string, string> = {}) {
  const accessToken = as && (await accessTokenOf(as.id))
  const ask = (asked: Operation) => send<Record<string, unknown>>(asked, accessToken, headers)
  const result = await (chosen && isUpload(chosen) ? upload(operation, accessToken, ask) : ask(operation))
  if (chosen?.operation === 'mutation') {
    remember(result.data)
    const session = sessionIn(result.data)
    // Whoever comes in by a link is logged in on the page, too.
    if (session) await welcome(session).catch(() => {})
    // A changed password lifts a block that stands in the token.
    if (as && operation.query.includes('passwordChange')) await refresh(as.id).catch(() => {})
  }
  return result
}

/** The subscription that each tab has started last: a tab has one at a time. */
const startedIn = store<Readonly<Record<string, number>>>({}, 'portico:started-in')

/**
 * Shows a subscription's items in the tab that started it. GraphiQL stops what runs when one changes the tab; the
 * subscription itself goes on in the page, and ends only when it is stopped in its own tab or below.
 */
function watch(operation: Operation, as: LogIn | null): Watched {
  // GraphiQL subscribes in the first of the three ways that its type allows, with an observer.
  const watched = {
    subscribe(observer: Observer) {
      const tab = frontTab.get()?.id ?? ''
      let isShown = true
      const before = startedIn.get()[tab]
      if (before !== undefined) stop(before)
      const id = start(
        operation,
        as,
        (result) => isShown && frontTab.get()?.id === tab && observer.next(result),
        () => isShown && observer.complete(),
      )
      startedIn.set({ ...startedIn.get(), [tab]: id })
      return {
        unsubscribe() {
          isShown = false
          // GraphiQL has not yet said which tab is in front when it stops the one before.
          setTimeout(() => frontTab.get()?.id === tab && stop(id), 50)
        },
      }
    },
  }
  return watched as Watched
}
