import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './page.css'
import { createRoot } from 'react-dom/client'
import { newVerifier, signOnErrorIn, tabOf, type Verifier } from './links.ts'
import { goOn } from './live.ts'
import { keepFresh } from './log-ins.ts'
import { warn } from './notice.ts'
import { Page } from './page.tsx'
import { store } from './store.ts'

/** What is kept for a sign-on while one is away at the provider. */
const kept = store<Verifier | null>(null, 'portico:verifier')

async function make(): Promise<Verifier> {
  const made = await newVerifier()
  kept.set(made)
  return made
}

const told = new URLSearchParams(location.search)
const opened = await tabOf(told, { kept: kept.get, make }).catch((error: Error) => {
  warn(error.message)
  return null
})
const signOnError = signOnErrorIn(told)
if (signOnError) warn(`Nobody came back from single sign-on: ${signOnError}.`)
// What a link brought may let somebody in: it does not stay in the browser's history.
if (location.search) history.replaceState(null, '', location.pathname)

const root = document.getElementById('page')
if (root) createRoot(root).render(<Page opened={opened} />)
keepFresh()
goOn()
