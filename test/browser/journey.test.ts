import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { journey } from '../../gateway/graphiql/journey.ts'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { startApp, type App } from '../support/app.ts'
import { mailedPassword } from '../support/log-in.ts'
import { installed, openPage, type Watched } from './browser.ts'

const company = { name: 'Harbour', handle: 'harbour' }
const administrator = { email: 'admin@example.com', firstName: 'Alex', lastName: 'Admin' }
const otherCompany = { name: 'Mill', handle: 'mill' }
const miller = { email: 'miller@example.com', firstName: 'Bo', lastName: 'Miller' }
const password = 'seven slow lighthouses'

let app: App
let browser: Watched
let page: Page
beforeAll(async () => {
  if (!installed) return
  app = await startApp()
  const accounts = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const founded = [
    { company, administrator, password, portalKey: 'harbour' },
    { company: otherCompany, administrator: miller, password, portalKey: 'mill' },
  ]
  for (const each of founded) await foundCompany(accounts.services.db, each, new Date())
  browser = await openPage(app.url)
  page = browser.page
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

describe('GraphiQL in a browser', () => {
  it(
    'lives the journey from the first tab to the last, through a reload and a refresh (API-8, API-2)',
    { timeout: 180_000 },
    async ({ skip }) => {
      if (!installed) {
        console.warn('GraphiQL is not tried in a browser: no Chromium is installed (`apt-get install chromium`).')
        skip()
      }
      await logIn('Staff', company, administrator.email, 'not my password')
      await page.getByRole('alert').getByText('not right').waitFor()
      await page.getByRole('dialog').getByLabel('Password').fill(password)
      await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click()

      await run('WhoAmI', /Alex Admin/)
      await run('CreateContact', /contact_/)
      const email = /robin\.\w+@example\.com/.exec(await run('CreateAccount', /ACTIVE/))![0]
      await run('ReadContact', /account_/)
      await comeInWith(email)

      await run('FollowAsClient', /StreamOpened/)
      await run('FollowAsAgent', /StreamOpened/)
      await run('MakeWatch', /watch_/)
      await run('CreateProperty', /property_/)
      await run('CreateDeal', /deal_/)
      await run('OfferProperty', /offer_/)
      await run('ReadOffers', /House at the harbour/)
      await run('SearchMap', /AreaLocation/)
      await run('LikeProperty', /"rating": 4/)
      await run('ReadDeal', /"change": "RATED"/)
      await run('FindSlots', /"startsAt": "/)
      await run('RequestViewing', /PENDING/)
      await run('ConfirmViewing', /CONFIRMED/)
      await vi.waitFor(async () =>
        expect(await seen('FollowAsClient')).toEqual(['CONFIRMED', 'REQUESTED', 'StreamOpened']),
      )
      expect(await run('ReadGates', /"reason": "TOO_EARLY"/)).not.toContain('Ring twice')
      await stream('FollowAsClient').getByRole('button', { name: 'Cut' }).click()
      await run('RescheduleViewing', /CONFIRMED/)
      await vi.waitFor(async () => expect(await seen('FollowAsAgent')).toHaveLength(6))
      expect(await seen('FollowAsClient')).toHaveLength(3)
      await stream('FollowAsClient').getByRole('button', { name: 'Resume' }).click()
      const openings = ['JOURNAL', 'NAVIGATION']
      const all = [...openings, 'RESCHEDULED', 'StreamOpened', 'CONFIRMED', 'REQUESTED', 'StreamOpened']
      await vi.waitFor(async () => expect(await seen('FollowAsClient')).toEqual(all), { timeout: 20_000 })

      await run('WriteNote', /Ring twice/)
      await run('ReadViewing', /The light in the kitchen/)
      await run('ReadMatches', /House at the harbour/)
      await run('CreateFeed', /\.ics/)

      // A page that is loaded anew goes on from its last cursors.
      await page.clock.install()
      await page.reload()
      await stream('FollowAsClient').getByText('live', { exact: true }).waitFor()
      expect(await seen('FollowAsClient')).toEqual(['StreamOpened'])

      await run('FollowRequests', /StreamOpened/)
      await run('SubmitRequest', /ticket_/)
      await run('AddNote', /"userErrors": \[\]/)
      await run('SetOnHold', /ON_HOLD/)
      await run('SetPending', /PENDING/)
      await run('SetSolved', /SOLVED/)
      const told = ['SOLVED', 'AWAITING_YOUR_REPLY', 'StreamOpened']
      await vi.waitFor(async () => expect(await seen('FollowRequests')).toEqual(told))
      expect(await run('ReadRequests', /SOLVED/)).not.toContain('slow')

      // Ten minutes later the tokens of the log-in would not serve any more.
      const renewed = tokensRenewed(2)
      await page.clock.fastForward('09:45')
      await renewed
      await run('ReadRequests', /SOLVED/)

      await runWithFile('UploadPicture', notPicture, /FILE_TYPE_NOT_ALLOWED/)
      const refused = notice('notes.txt was refused: ')
      await refused.waitFor()
      await runWithFile('UploadPicture', await portrait(), /file_/)
      const sent = notice('portrait.png was sent.')
      await sent.waitFor()
      expect(await sent.getAttribute('class')).toBe('news')
      await page.clock.fastForward('00:10')
      await sent.waitFor({ state: 'detached' })
      await run('SetPicture', /"width": 32/)
      await run('ReadPortal', /"isOn": true/)
      await run('SetPortal', /#1f6f6b/)
      await run('CreateApiKey', /portico_/)
      await run('RevokeApiKey', /"revokedAt": "/)

      await open('ReadRequests')
      await page.getByLabel('Run this tab as').selectOption({ label: 'Nobody' })
      await run('ReadRequests', /UNAUTHENTICATED/)
      expect(browser.complaints).toEqual([])
    },
  )

  it('can be read in the dark and on a narrow screen (API-8)', { timeout: 60_000 }, async ({ skip }) => {
    if (!installed) skip()
    await open('ReadContact')
    const word = page.locator('.graphiql-query-editor .view-line span span').first()
    const inks: string[] = []
    for (const colorScheme of ['light', 'dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      // A word that is drawn anew has no colour for a moment.
      const ink = await vi.waitUntil(
        async () => {
          const found = await colorOf(word, 'color')
          return found.startsWith('rgb') && found !== inks.at(-1) && found
        },
        { timeout: 20_000 },
      )
      inks.push(ink)
    }
    expect(inks[2]).toBe(inks[0])

    const dots = ['admin', 'agent', 'client', 'support'].map((part) => page.locator(`.journey .dot.${part}`).first())
    expect(new Set(await Promise.all(dots.map((dot) => colorOf(dot, 'background-color')))).size).toBe(4)

    await page.setViewportSize({ width: 1000, height: 700 })
    const cards = await page.locator('#live article').all()
    expect(cards).toHaveLength(3)
    for (const card of cards) {
      const { x, width } = (await card.boundingBox())!
      for (const button of await card.getByRole('button').all()) {
        const box = (await button.boundingBox())!
        expect(box.x + box.width).toBeLessThanOrEqual(x + width)
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it(
    'lets a tab wait whose person’s session has ended, and runs it as nobody else (API-8)',
    { timeout: 120_000 },
    async ({ skip }) => {
      if (!installed) skip()
      await logIn('Staff', otherCompany, miller.email, password)
      await run('WhoAmI', /Bo Miller/)
      await run('FollowAsAgent', /StreamOpened/)
      await endSession('Bo Miller')
      await notice('The session of Bo Miller has ended.').waitFor()
      await run('WhoAmI', /Bo Miller is not logged in any more/)
      await page.getByLabel('Run this tab as').selectOption({ label: 'Alex Admin – admin' })
      await run('WhoAmI', /Alex Admin/)
      await run('CreateContact', /Bo Miller is not logged in any more/)
      await run('FollowAsAgent', /Bo Miller is not logged in any more/)

      await open('WhoAmI')
      await bar().getByRole('button', { name: 'Log out', exact: true }).click()
      await run('WhoAmI', /Alex Admin is not logged in any more/)
      await logIn('Staff', otherCompany, miller.email, password)
      await run('WhoAmI', /Bo Miller/)
      await run('ReadContact', /"contact": null/)
      await page.getByLabel('Run this tab as').selectOption({ label: 'Nobody' })
      await bar().getByRole('button', { name: 'Log out everybody' }).click()
      await bar().getByRole('button', { name: 'Log in', exact: true }).waitFor()
    },
  )
})

const colorOf = (drawn: Locator, property: string): Promise<string> =>
  drawn.evaluate(
    (element, name) => element.ownerDocument.defaultView!.getComputedStyle(element).getPropertyValue(name),
    property,
  )

const bar = () => page.locator('#bar')
const notice = (sentence: string) => bar().getByTitle('Dismiss').filter({ hasText: sentence })

/** Ends at the server what the page takes for a session. */
async function endSession(name: string): Promise<void> {
  const kept = await page.evaluate(() => sessionStorage.getItem('portico:log-ins'))
  const logIns = JSON.parse(kept!) as { readonly name: string; readonly session: { readonly accessToken: string } }[]
  const { accessToken } = logIns.find((one) => one.name === name)!.session
  await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: 'mutation { sessionEnd(input: {}) { userErrors { code } } }' }),
  })
}

async function logIn(
  kind: 'Staff' | 'Client',
  { handle }: { readonly handle: string },
  email: string,
  tried: string,
): Promise<void> {
  await bar()
    .getByRole('button', { name: /^Log in/ })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Log in' })
  await dialog.getByLabel(kind, { exact: true }).check()
  await dialog.getByLabel(kind === 'Staff' ? 'Company' : 'Portal key').fill(handle)
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('Password').fill(tried)
  await dialog.getByRole('button', { name: 'Log in' }).click()
}

/** Until the page has been given new tokens for so many of those who are logged in. */
async function tokensRenewed(people: number): Promise<void> {
  let left = people
  await page.waitForResponse(async (response) => {
    if (!response.request().postData()?.includes('sessionRefresh')) return false
    return (await response.text()).includes('"accessToken":"') && --left === 0
  })
}

/** Logs the client in with the mailed password and changes it, as the page asks for. */
async function comeInWith(email: string): Promise<void> {
  const temporary = await mailedPassword(app, email)
  await logIn('Client', company, email, temporary)
  const dialog = page.getByRole('dialog', { name: /^A new password/ })
  await dialog.getByLabel('Temporary password').fill(temporary)
  await dialog.getByLabel('New password').fill('eleven quiet bicycles')
  await dialog.getByRole('button', { name: 'Change' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Opens a step's tab from the list. */
async function open(operation: string): Promise<void> {
  const { title } = journey.find((step) => step.operation === operation)!
  await page.locator('.journey').getByRole('button', { name: title }).click()
  await page.locator('.graphiql-tab-active').getByText(operation, { exact: true }).waitFor()
}

/** Opens a step's tab, runs it, and gives the answer once it is the expected one. */
async function run(operation: string, expected: RegExp): Promise<string> {
  await open(operation)
  // The ids of the steps before flow in.
  await vi.waitFor(async () => expect(await text('.graphiql-editor-tool')).not.toMatch(/Id": ""/))
  await page.getByRole('button', { name: /^(Execute|Stop) query/ }).click()
  return vi.waitFor(
    async () => {
      const answer = await text('.result-window')
      expect(answer).toMatch(expected)
      return answer
    },
    { timeout: 20_000 },
  )
}

/** Runs a step that asks for a file, and chooses one. */
async function runWithFile(operation: string, file: Sent, expected: RegExp): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  const ran = run(operation, expected)
  await (await chooser).setFiles(file)
  await ran
}

interface Sent {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

const notPicture: Sent = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('A note.') }

async function portrait(): Promise<Sent> {
  const drawn = sharp({ create: { width: 32, height: 32, channels: 3, background: 'teal' } }).png()
  return { name: 'portrait.png', mimeType: 'image/png', buffer: await drawn.toBuffer() }
}

/** What an editor shows; it draws spaces that are none, and breaks long lines. */
async function text(editor: string): Promise<string> {
  const lines = await page.locator(`${editor} .view-lines`).first().innerText()
  return lines.replace(/\s+/g, ' ')
}

const stream = (operation: string) => page.locator('#live article').filter({ hasText: operation })

/** The change that each item of a stream tells of, newest first. */
async function seen(operation: string): Promise<string[]> {
  const lines = await stream(operation).locator('summary').allInnerTexts()
  return lines.map((line) => line.split(/ · | /).find((word) => /^[A-Z_]{4,}$|^StreamOpened$/.test(word)) ?? line)
}
