import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './page.css'
import { createRoot } from 'react-dom/client'
import { newVerifier, tabOf, type Verifier } from './links.ts'
import { goOn } from './live.ts'
import { keepFresh } from './log-ins.ts'
import { Page } from './page.tsx'
import { store } from './store.ts'

/** What is kept for a sign-on while one is away at the provider. */
const verifier = store<Verifier | null>(null, 'portico:verifier')
if (!verifier.get()) verifier.set(await newVerifier())
const opened = tabOf(new URLSearchParams(location.search), verifier.get()!)
// What a link brought may let somebody in: it does not stay in the browser's history.
if (location.search) history.replaceState(null, '', location.pathname)

const root = document.getElementById('page')
if (root) createRoot(root).render(<Page opened={opened} />)
keepFresh()
goOn()
