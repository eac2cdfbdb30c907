import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './page.css'
import { createRoot } from 'react-dom/client'
import { goOn } from './live.ts'
import { keepFresh } from './log-ins.ts'
import { Page } from './page.tsx'

const root = document.getElementById('page')
if (root) createRoot(root).render(<Page />)
keepFresh()
goOn()
