import type { ExecutionResult } from 'graphql'
import { cut, firstField, resume, stop, streams, type Stream } from './live.ts'

/** The subscriptions that run, side by side, whatever tab is worked in. */
export function LivePanel() {
  const all = streams.use()
  return all.map((stream) => <StreamCard key={stream.id} stream={stream} />)
}

function StreamCard({ stream }: { readonly stream: Stream }) {
  const { id, title, as, state, note, items } = stream
  return (
    <article>
      <header>
        <span className={`state ${state}`}>{state}</span>
        <strong>{title}</strong>
        <span className="quiet">{as ? as.name : 'nobody'}</span>
        <span className="space" />
        {state === 'live' && (
          <button title="Drop the connection, as a broken network would" onClick={() => cut(id)}>
            Cut
          </button>
        )}
        {state === 'cut' && (
          <button className="main" onClick={() => resume(id)}>
            Resume
          </button>
        )}
        <button onClick={() => stop(id)}>{state === 'ended' ? 'Close' : 'Stop'}</button>
      </header>
      {note && <p className="quiet">{note}</p>}
      <ol>
        {items.map(({ at, result }, index) => (
          <li key={items.length - index}>
            <details>
              <summary>
                <time>{at.toLocaleTimeString()}</time> {headline(result)}
              </summary>
              <pre>{JSON.stringify(result, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
      {items.length === 0 && !note && <p className="quiet">Nothing has happened yet.</p>}
    </article>
  )
}

/** What an item is, and what of it is short enough for a line. */
function headline(result: ExecutionResult): string {
  if (result.errors) return result.errors[0]?.message ?? 'An error'
  const { __typename, ...rest } = firstField(result) ?? {}
  const entity = Object.values(rest).find((value) => typeof value === 'object' && value !== null) as
    Record<string, unknown> | undefined
  return [__typename, entity?.['status']].filter((part) => typeof part === 'string').join(' · ')
}
