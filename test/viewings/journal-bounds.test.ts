import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import * as journalFile from '../../subgraphs/viewings/journal-file/journal-file.ts'
import * as note from '../../subgraphs/viewings/note/note.ts'
import type { ViewingRow } from '../../subgraphs/viewings/viewing/tables.ts'

const now = new Date('2026-06-10T12:00:00Z')
const viewing = { companyId: newId('company'), id: newId('viewing') } as ViewingRow
const addNote = (count: number) => note.add(viewing, count, newId('note'), 'A large kitchen.', now)
const addFile = (kind: 'PICTURE' | 'AUDIO', count: number) =>
  journalFile.add(viewing, count, { id: newId('journal_file'), kind, file: newId('file') }, now)

describe('how much a journal takes', () => {
  it('is a hundred notes, fifty photos and twenty voice notes (VIE-11)', () => {
    expect(addNote(99)).toMatchObject({ viewingId: viewing.id, version: 1, createdAt: now, updatedAt: now })
    expect(addFile('PICTURE', 49)).toMatchObject({ viewingId: viewing.id, kind: 'PICTURE', createdAt: now })
    expect(addFile('AUDIO', 19)).toMatchObject({ viewingId: viewing.id, kind: 'AUDIO', createdAt: now })
    const tooMany = (most: number) =>
      expect.objectContaining({ code: 'TOO_MANY', data: { path: ['input', 'viewingId'], most } })
    expect(() => addNote(100)).toThrow(tooMany(100))
    expect(() => addFile('PICTURE', 50)).toThrow(tooMany(50))
    expect(() => addFile('AUDIO', 20)).toThrow(tooMany(20))
  })
})
