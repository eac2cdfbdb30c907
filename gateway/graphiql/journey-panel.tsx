import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react'
import { journey } from './journey.ts'

/** The steps of the journey in order; each opens its tab. */
function JourneyPanel() {
  const { tabs, activeTabIndex } = useGraphiQL(({ tabs, activeTabIndex }) => ({ tabs, activeTabIndex }))
  const { changeTab } = useGraphiQLActions()
  const front = tabs[activeTabIndex]?.operationName
  return (
    <section className="journey">
      <h2>The journey</h2>
      <p>
        Log in as staff, go down the list, and run each step. Ids flow from one to the next. When the mail with the
        temporary password has come, log in as the client too.
      </p>
      <ol>
        {journey.map(({ operation, title, as }) => {
          const index = tabs.findIndex((tab) => tab.operationName === operation)
          return (
            <li key={operation} className={operation === front ? 'front' : ''}>
              <button disabled={index < 0} onClick={() => changeTab(index)}>
                <span className={`dot ${as}`} aria-hidden="true" />
                <span>{title}</span>
                <small>{as === 'staff' ? 'agent' : 'client'}</small>
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
