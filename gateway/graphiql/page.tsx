import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Bar } from './bar.tsx'
import { fetcher } from './fetcher.ts'
import { journey } from './journey.ts'
import { journeyPlugin } from './journey-panel.tsx'
import type { Tab } from './links.ts'
import { LivePanel } from './live-panel.tsx'
import { fill } from './ids.ts'
import { memory } from './memory.ts'
import { frontTab } from './run-as.ts'

const tabs = journey.map(({ document, variables }) => ({
  query: document,
  variables: variables ? JSON.stringify(variables, null, 2) : null,
}))

const plugins = [journeyPlugin, HISTORY_PLUGIN]

/**
 * GraphiQL between a bar, which says who is working, and the subscriptions that run. All it remembers, drafts and
 * history too, lives as long as the browser tab: variables may hold what is not to stay on a disk. Where a mailed link has
 * opened it, its operation stands in front.
 */
export function Page({ opened }: { readonly opened: Tab | null }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={sessionStorage}
      plugins={plugins}
      visiblePlugin={journeyPlugin}
      defaultTabs={opened ? [opened, ...tabs] : tabs}
      {...(opened && { initialQuery: opened.query, initialVariables: opened.variables })}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
      schemaDescription
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <></>
      </GraphiQL.Logo>
      <Follower />
      <At place="bar">
        <Bar />
      </At>
      <At place="live">
        <LivePanel />
      </At>
    </GraphiQL>
  )
}

/** Draws around GraphiQL what is to know GraphiQL's state. */
function At({ place, children }: { readonly place: string; readonly children: ReactNode }) {
  const element = document.getElementById(place)
  return element && createPortal(children, element)
}

/** Tells the rest of the page which tab is in front, brings it into sight, and fills its empty ids. */
function Follower() {
  const { tab, variableEditor, panel } = useGraphiQL(({ tabs, activeTabIndex, variableEditor, visiblePlugin }) => ({
    tab: tabs[activeTabIndex],
    variableEditor,
    panel: visiblePlugin,
  }))
  const theme = useGraphiQL((state) => state.theme)
  const { setTheme } = useGraphiQLActions()
  const ids = memory.use()
  const id = tab?.id
  const operationName = tab?.operationName ?? null
  const query = tab?.query ?? ''

  useEffect(() => frontTab.set(id ? { id, operationName } : null), [id, operationName])
  // Of so many tabs the one in front may stand outside the bar.
  useEffect(
    () => void document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [id],
  )
  // The editors are drawn in colours that are chosen when the theme is set; the rest follows the system by itself.
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => setTheme(theme)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [theme, setTheme])
  // The journey brings its own step into sight; any other panel is read from its top.
  useEffect(() => {
    if (panel !== journeyPlugin) document.querySelector('.graphiql-plugin')?.scrollTo(0, 0)
  }, [panel])
  useEffect(() => {
    const text = variableEditor && fill(variableEditor.getValue(), query, ids)
    if (text) variableEditor.setValue(text)
  }, [id, query, ids, variableEditor])
  return null
}
