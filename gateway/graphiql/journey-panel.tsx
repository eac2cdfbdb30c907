import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react'
import { useEffect, useRef } from 'react'
import { journey } from './journey.ts'

/** The steps of the journey in order; each opens its tab. */
function JourneyPanel() {
  const { tabs, activeTabIndex } = useGraphiQL(({ tabs, activeTabIndex }) => ({ tabs, activeTabIndex }))
  const { changeTab } = useGraphiQLActions()
  const front = tabs[activeTabIndex]?.operationName
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => void list.current?.querySelector('.front')?.scrollIntoView({ block: 'nearest' }), [front])
  return (
    <section className="journey">
      <h2>The journey</h2>
      <p>
        Log in as an agent, as someone of support and as an administrator, go down the list, and run each step. Ids flow
        from one to the next. The client logs in with the portal’s key, which the administrator finds in the portal’s
        settings, and with the temporary password that comes by mail. Where a server captures its mails,{' '}
        <a href="/mail" target="_blank" rel="noreferrer">
          read them here
        </a>
        .
      </p>
      <ol ref={list}>
        {journey.map(({ operation, title, as }) => {
          const index = tabs.findIndex((tab) => tab.operationName === operation)
          return (
            <li key={operation} className={operation === front ? 'front' : ''}>
              <button disabled={index < 0} onClick={() => changeTab(index)}>
                <span className={`dot ${as}`} aria-hidden="true" />
                <span>{title}</span>
                <small>{as}</small>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function JourneyIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="6" cy="19" r="2" />
      <circle cx="18" cy="5" r="2" />
      <path d="M8 19h7a3.5 3.5 0 0 0 0-7H9a3.5 3.5 0 0 1 0-7h7" />
    </svg>
  )
}

export const journeyPlugin: GraphiQLPlugin = { title: 'Journey', content: JourneyPanel, icon: JourneyIcon }
