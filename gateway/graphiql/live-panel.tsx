import type { ExecutionResult } from 'graphql'
import { cut, resume, stop, streams, type Stream } from './live.ts'

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
          <button title="Close the connection, as a broken network does" onClick={() => cut(id)}>
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

/** What an item is, and what of it is a word of the graph's own, such as a status. */
function headline(result: ExecutionResult): string {
  if (result.errors) return result.errors[0]?.message ?? 'An error'
  const item = Object.values(result.data ?? {})[0]
  if (typeof item !== 'object' || item === null) return 'An item'
  const { __typename, ...rest } = item as Record<string, unknown>
  const words = Object.values(rest).filter((value) => typeof value === 'string' && /^[A-Z_]+$/.test(value))
  return [...new Set([__typename ?? 'An item', ...words])].join(' · ')
}
