import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openChecking } from './check-under-test.ts'
import { zipOf, type ZipEntry } from './zip-file.ts'

const { check, refusal } = openChecking()

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const odt = 'application/vnd.oasis.opendocument.text'

const office = (type: string, ...more: ZipEntry[]): Buffer =>
  zipOf(
    { name: '[Content_Types].xml', content: `<Types><Override PartName="/a.xml" ContentType="${type}"/></Types>` },
    { name: '_rels/.rels', content: '<Relationships/>' },
    ...more,
  )
const openDocument = (...more: ZipEntry[]): Buffer => zipOf({ name: 'mimetype', content: odt }, ...more)
const pdf = Buffer.from('%PDF-1.7\n%\xe2\xe3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n', 'latin1')
const letter = { name: 'letter.txt', content: 'Good morning.' }

describe('checking an attachment', () => {
  it.each([
    ['application/pdf', pdf, 'pdf'],
    ['application/zip', zipOf(letter, { name: 'photos/', content: '' }), 'zip'],
    [docx, office(`${docx}.main+xml`), 'docx'],
    [xlsx, office(`${xlsx}.main+xml`), 'xlsx'],
    [odt, openDocument(), 'odt'],
    ['text/plain', Buffer.from('Grüße\r\n'), 'txt'],
  ])('keeps %s as it is (API-10)', async (type, bytes, extension) => {
    const checked = await check('ATTACHMENT', bytes, type, `paper.${extension}`)
    expect(checked).toMatchObject({ mediaType: type, extension })
    expect(await readFile(checked.renditions[0]!.path)).toEqual(bytes)
  })

  it('cleans pictures and recordings as any other (API-10)', async () => {
    const picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .withExif({ IFD0: { Copyright: 'secret-owner' } })
      .png()
      .toBuffer()
    const { renditions } = await check('ATTACHMENT', picture, 'image/png', 'leak.png')
    expect(renditions.map(({ name }) => name)).toEqual(['original', 'large', 'thumbnail'])
    expect((await readFile(renditions[0]!.path)).toString('latin1')).not.toContain('secret')
  })

  it('takes no larger pictures than elsewhere (API-10)', async () => {
    expect(await refusal('ATTACHMENT', Buffer.alloc(15_000_001), 'image/png', 'large.png')).toBe('FILE_TOO_LARGE')
    expect(await refusal('ATTACHMENT', Buffer.alloc(15_000_001), 'application/pdf', 'large.pdf')).toBe(
      'FILE_TYPE_MISMATCH',
    )
  })

  const megabytes = (count: number) => Buffer.alloc(count * 1_000_000)
  it.each([
    ['a zip bomb', zipOf({ name: 'bomb.txt', content: megabytes(20) })],
    ['one of many entries', zipOf(...Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}`, content: '' })))],
    ['a program', zipOf(letter, { name: 'tools/setup.EXE', content: 'MZ' })],
    ['a name that Windows reads as a program', zipOf({ name: 'setup.exe. ', content: 'MZ' })],
    ['a name written backwards', zipOf({ name: 'photo\u202etxt.exe.txt', content: 'MZ', flags: 0x800 })],
    ['an archive in the archive', zipOf({ name: 'inner.zip', content: zipOf(letter) })],
    ['a password', zipOf({ ...letter, flags: 1 })],
    ['a link', zipOf({ ...letter, mode: 0o120777 })],
  ])('refuses an archive with %s (API-10)', async (_, bytes) => {
    expect(await refusal('ATTACHMENT', bytes, 'application/zip', 'papers.zip')).toBe('FILE_UNSAFE')
  })

  it('refuses an archive that lies about its sizes or leads out of its folder (API-10)', async () => {
    const lying = zipOf({ name: 'bomb.txt', content: megabytes(20), claims: 10 })
    const leading = zipOf({ ...letter, name: '../../letter.txt' })
    for (const bytes of [lying, leading, zipOf(letter).subarray(0, 60)]) {
      expect(await refusal('ATTACHMENT', bytes, 'application/zip', 'papers.zip')).toBe('FILE_DAMAGED')
    }
    const [one, two] = [zipOf({ ...letter, content: 'x'.repeat(99) }), zipOf(letter)]
    expect(await refusal('ATTACHMENT', Buffer.concat([one, two]), 'application/zip', 'two.zip')).not.toBe('taken')
  })

  it.each([
    ['Word', docx, office('application/vnd.ms-word.document.macroEnabled.main+xml')],
    ['a part of it', docx, office(`${docx}.main+xml`, { name: 'word/vbaProject.bin', content: 'x' })],
    ['an object', docx, office(`${docx}.main+xml`, { name: 'word/embeddings/oleObject1.bin', content: 'x' })],
    ['OpenDocument', odt, openDocument({ name: 'Basic/Standard/Module1.xml', content: 'x' })],
    ['an archive', 'application/zip', office(`${docx}.main+xml`, { name: 'word/vbaProject.bin', content: 'x' })],
  ])('refuses macros: those of %s (API-10)', async (_, type, bytes) => {
    expect(await refusal('ATTACHMENT', bytes, type)).toBe('FILE_UNSAFE')
  })

  it.each(['setup.exe', 'run.cmd', 'page.html', 'logo.svg', 'report.docm', 'notes.ps1', 'setup.exe:a.txt', 'x.scr .'])(
    'refuses %s by its name (API-10)',
    async (name) => {
      expect(await refusal('ATTACHMENT', Buffer.from('text'), 'text/plain', name)).toBe('FILE_UNSAFE')
    },
  )

  it('refuses what is not what it was announced as, and what nobody may send (API-10)', async () => {
    const elf = Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0', 'latin1')
    for (const [bytes, type] of [
      [elf, 'text/plain'],
      [elf, 'application/pdf'],
      [elf, 'application/zip'],
      [pdf, docx],
      [zipOf(letter), docx],
      [office(`${xlsx}.main+xml`), docx],
    ] as const) {
      expect(await refusal('ATTACHMENT', bytes, type)).toBe('FILE_TYPE_MISMATCH')
    }
    for (const type of ['application/x-msdownload', 'text/html', 'image/svg+xml', 'application/java-archive', '']) {
      expect(await refusal('ATTACHMENT', elf, type)).toBe('FILE_TYPE_NOT_ALLOWED')
    }
  })

  it.each(['<!DOCTYPE html><p>', '#!/bin/sh\n', '\ufeff <svg onload="">', '<?php echo 1;', '%PDF-1.4\n'])(
    'refuses a text that is more than one: %s (API-10)',
    async (text) => {
      expect(await refusal('ATTACHMENT', Buffer.from(text), 'text/plain', 'notes.txt')).toBe('FILE_UNSAFE')
    },
  )
})

describe('checking a table', () => {
  const rows = 'name;city\r\nZoë;Köln\r\n'
  it.each([
    ['UTF-8', Buffer.from(rows)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${rows}`)],
    ['UTF-16', Buffer.from(`\ufeff${rows}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${rows}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(rows, 'latin1')],
  ])('keeps %s as UTF-8 (API-10)', async (_, bytes) => {
    const { renditions } = await check('TABLE', bytes, 'text/csv;charset=unknown', 'contacts.csv')
    expect(await readFile(renditions[0]!.path, 'utf8')).toBe(rows)
  })

  it('reads a letter that is cut in two by the size of a read (API-10)', async () => {
    const long = `${'a'.repeat(65_535)}ö${'b'.repeat(65_534)}€\n`
    const { renditions } = await check('TABLE', Buffer.from(long), 'text/csv')
    expect(await readFile(renditions[0]!.path, 'utf8')).toBe(long)
  })

  it('refuses what is no text (API-10)', async () => {
    for (const bytes of [
      zipOf(letter),
      Buffer.from('name\0city'),
      Buffer.from([0xff, 0xfe, 0x00]),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
      Buffer.from([0x41, 0x81, 0x42]),
    ]) {
      expect(await refusal('TABLE', bytes, 'text/csv', 'contacts.csv')).toBe('FILE_TYPE_MISMATCH')
    }
    expect(await refusal('TABLE', Buffer.from('<html>'), 'text/csv')).toBe('FILE_UNSAFE')
    expect(await refusal('TABLE', Buffer.from(rows), 'application/json')).toBe('FILE_TYPE_NOT_ALLOWED')
  })
})
