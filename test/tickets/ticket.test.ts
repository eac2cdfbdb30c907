import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { forClient as entryForClient } from '../../subgraphs/tickets/entry/entry.ts'
import type { EntryRow } from '../../subgraphs/tickets/entry/tables.ts'
import { requestStatusOf, type TicketStatus } from '../../subgraphs/tickets/status/status.ts'
import * as ticket from '../../subgraphs/tickets/ticket/ticket.ts'
import type { TicketRow } from '../../subgraphs/tickets/ticket/tables.ts'

const statuses: readonly TicketStatus[] = ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'SOLVED', 'CLOSED']
const company = newId('company')
const requester = { account: newId('account'), contact: newId('contact') }
const agent = newId('agent')
const start = new Date('2026-03-02T09:00:00Z')

function newTicket(status: TicketStatus = 'NEW'): TicketRow {
  const given = { subject: 'The key', body: 'It is lost.' }
  return { ...ticket.submit(company, newId('ticket'), given, requester, start).ticket, number: 1, status }
}

const status = fc.constantFrom(...statuses)
const act: fc.Arbitrary<(row: TicketRow, now: Date) => ticket.Decided | null> = fc.oneof(
  fc.constant((row: TicketRow, now: Date) => ticket.replyAsClient(row, 'And?', requester.account, now)),
  fc.constant((row: TicketRow, now: Date) => ticket.solveAsClient(row, requester.account, now)),
  fc.option(status).map((to) => (row: TicketRow, now: Date) => ticket.replyAsStaff(row, 'So.', to, agent, now)),
  fc.constant((row: TicketRow, now: Date) => ticket.addNote(row, 'Secret.', agent, now)),
  status.map((to) => (row: TicketRow, now: Date) => ticket.setStatus(row, to, agent, now)),
  fc.constant((row: TicketRow, now: Date) => ticket.assign(row, newId('agent'), agent, now)),
)

/** Does what is legal of a row of acts; what is refused changes nothing. */
function after(acts: readonly ((row: TicketRow, now: Date) => ticket.Decided | null)[]) {
  let row = newTicket()
  const steps: { before: TicketRow; after: TicketRow; entries: ticket.Decided['entries'] }[] = []
  acts.forEach((one, index) => {
    const before = row
    const now = new Date(start.getTime() + (index + 1) * 1000)
    try {
      const decided = one(row, now)
      if (!decided) return
      row = { ...row, ...decided.change }
      steps.push({ before, after: row, entries: decided.entries })
    } catch (error) {
      if (!(error as { code?: string }).code) throw error
    }
  })
  return { row, steps }
}

const rowOf = (entry: ticket.Decided['entries'][number]): EntryRow => ({
  ...entry,
  companyId: company,
  id: newId('entry'),
  ticketId: newId('ticket'),
  at: start,
})

describe('whatever is done to a ticket', () => {
  it('leaves a client’s timeline that ends where their status is (TIC-3)', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const { row, steps } = after(acts)
        const seen = steps.flatMap(({ entries }) => entries).filter((entry) => entry.isPublic)
        const changes = seen
          .map(rowOf)
          .map(entryForClient)
          .filter((view) => view.__typename === 'RequestStatusChange')
        let shown: string = 'OPEN'
        for (const { from, to } of changes) {
          expect(from).toBe(shown)
          expect(to).not.toBe(from)
          shown = to
        }
        expect(shown).toBe(requestStatusOf(row.status))
        expect(ticket.forClient(row).status).toBe(shown)
      }),
    )
  })

  it('changes nothing that a client sees, unless it adds to their timeline (TIC-4)', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        for (const { before, after: row, entries } of after(acts).steps) {
          const isSeen = entries.some((entry) => entry.isPublic)
          if (!isSeen) expect(ticket.forClient(row)).toEqual(ticket.forClient(before))
          else expect(row.publicUpdatedAt).toEqual(row.updatedAt)
          expect(row.version).toBe(before.version + 1)
          expect(entries.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('never makes it new again, and nothing more of a closed one (TIC-3)', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        for (const { before, after: row } of after(acts).steps) {
          expect(before.status).not.toBe('CLOSED')
          if (before.status !== 'NEW') expect(row.status).not.toBe('NEW')
        }
      }),
    )
  })
})

describe('showing a ticket to its client', () => {
  it('shows these fields and no other (TIC-4)', () => {
    const shown = ticket.forClient({ ...newTicket('ON_HOLD'), assigneeId: agent })
    expect(Object.keys(shown).sort()).toEqual(
      ['createdAt', 'followUpOfId', 'id', 'number', 'status', 'subject', 'updatedAt'].sort(),
    )
    expect(JSON.stringify(shown)).not.toContain(agent)
  })

  it('shows the company’s side by its public name, and never who of the staff it was (TIC-4)', () => {
    const { entries } = ticket.replyAsStaff(newTicket(), 'So.', 'PENDING', agent, start)
    const shown = entries.map(rowOf).map(entryForClient)
    expect(shown).toMatchObject([
      { __typename: 'RequestReply', body: 'So.', isStaff: true, authorName: 'Support' },
      { __typename: 'RequestStatusChange', from: 'OPEN', to: 'AWAITING_YOUR_REPLY' },
    ])
    expect(JSON.stringify(shown)).not.toContain(agent)
  })

  it('breaks rather than show a note, an assignment or a change that is not theirs (TIC-4)', () => {
    const hidden = [
      ...ticket.addNote(newTicket(), 'Secret.', agent, start).entries,
      ...ticket.assign(newTicket(), agent, agent, start)!.entries,
      ...ticket.setStatus(newTicket('OPEN'), 'ON_HOLD', agent, start)!.entries,
    ]
    expect(hidden).toHaveLength(3)
    for (const entry of hidden) expect(() => entryForClient(rowOf(entry))).toThrow('internal')
  })
})

describe('the text of a request', () => {
  const submit = (subject: string, body: string) =>
    ticket.submit(company, newId('ticket'), { subject, body }, requester, start)

  it.each([
    ['', 'Text.', 'SUBJECT_MISSING', 'subject'],
    [' \n ', 'Text.', 'SUBJECT_MISSING', 'subject'],
    ['x'.repeat(201), 'Text.', 'SUBJECT_TOO_LONG', 'subject'],
    ['Key', '', 'BODY_MISSING', 'body'],
    ['Key', '\t\n', 'BODY_MISSING', 'body'],
    ['Key', 'x'.repeat(20_001), 'BODY_TOO_LONG', 'body'],
  ])('is refused where it is empty or too long (%#, TIC-1)', (subject, body, code, field) => {
    expect(() => submit(subject, body)).toThrow(
      expect.objectContaining({ code, data: expect.objectContaining({ path: ['input', field] }) }),
    )
  })

  it('may be as long as it says, counted in characters, and its subject is one line (TIC-1)', () => {
    const { ticket: made, entries } = submit(`${'🔑'.repeat(198)}\r\n x`, '🔑'.repeat(20_000))
    expect([...made.subject]).toHaveLength(200)
    expect(made.subject).not.toMatch(/[\r\n]/)
    expect([...entries[0]!.body!]).toHaveLength(20_000)
  })
})
