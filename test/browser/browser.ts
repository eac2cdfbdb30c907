import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine, or of the setting `CHROMIUM`; undefined where there is none. */
export const installed = [process.env['CHROMIUM'] ?? '', ...places].find((place) => existsSync(place))

export interface Watched {
  readonly page: Page
  /** What a good page never does: asks elsewhere, is refused, throws, or complains on the console. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Opens a page in a fresh browser and watches it. */
export async function openPage(url: string): Promise<Watched> {
  const browser = await chromium.launch({
    executablePath: installed,
    // Without a sandbox, since tests may run as root; the rest keeps the browser from asking home.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const complaints: string[] = []
  const isOwn = (address: string) =>
    ['data:', 'blob:', `${url}/`, `${url.replace('http', 'ws')}/`].some((start) => address.startsWith(start))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text().slice(0, 300))
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => isOwn(request.url()) || complaints.push(`asks ${request.url()}`))
  page.on('websocket', (socket) => isOwn(socket.url()) || complaints.push(`connects to ${socket.url()}`))
  page.on(
    'response',
    (response) => response.status() < 400 || complaints.push(`${response.status()} ${response.url()}`),
  )
  await page.goto(url)
  return { page, complaints, close: () => browser.close() }
}
