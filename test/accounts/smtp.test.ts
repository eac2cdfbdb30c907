import PostalMime from 'postal-mime'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { startApp } from '../support/app.ts'
import { eventually } from '../support/eventually.ts'
import { changePassword, staffLogIn } from '../support/log-in.ts'

const password = 'eleven quiet bicycles'
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A real SMTP server that takes mails, or puts off as many as it is told to. */
async function openPostOffice(postponed: number) {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        letters.push(text)
        callback(letters.length <= postponed ? Object.assign(new Error('Come again.'), { responseCode: 451 }) : null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { letters, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

/** What a reader copies from the letter. */
async function passwordIn(letter: string): Promise<string> {
  const { to, text } = await PostalMime.parse(letter)
  expect(to?.[0]?.address).toBe('agent@example.com')
  return /^Temporary password: (\S{8})$/m.exec(text ?? '')![1]!
}

describe('mails over SMTP', () => {
  it('makes a new password for each try, and only the one that was delivered opens (ACC-2, ACC-3)', async () => {
    const post = await openPostOffice(1)
    const app = await startApp({ env: { SMTP_URL: post.url, MAIL_FROM: 'Harbour <post@example.com>' } })
    undo.push(() => app.stop())
    const accounts = app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const administrator = { email: 'admin@example.com', firstName: 'Alex', lastName: 'Admin' }
    const company = { name: 'Harbour', handle: 'harbour' }
    await foundCompany(accounts.services.db, { company, administrator, password }, new Date())
    const admin = await staffLogIn(app, 'harbour', administrator.email, password)
    const input = { email: 'agent@example.com', firstName: 'Robin', lastName: 'Agent', role: 'AGENT' }
    await admin.ask('mutation ($input: AgentInviteInput!) { agentInvite(input: $input) { userErrors { code } } }', {
      input,
    })

    await eventually(async () => expect(post.letters).toHaveLength(2))
    const [lost, delivered] = await Promise.all(post.letters.map(passwordIn))
    expect(lost).not.toBe(delivered)
    expect(post.letters[1]).toContain('From: Harbour <post@example.com>')
    await expect(staffLogIn(app, 'harbour', 'agent@example.com', lost!)).rejects.toThrow('CREDENTIALS_INVALID')
    await changePassword(await staffLogIn(app, 'harbour', 'agent@example.com', delivered!), delivered!, password)
  })
})
