import { describe, expect, it } from 'vitest'
import { isName, readable, readableLines, seenLengthOf } from '../../subgraphs/kernel/text.ts'

describe('a line that people read', () => {
  it('is what can be seen of what was typed', () => {
    expect(readable(' Ada\t\u200b \u202eLove\u2066lace\u0007 ')).toBe('Ada Lovelace')
    expect(['\u200b', '\u2060\u00ad', '\u3164', '\u2800 \ufeff', '\u202e'].map(readable)).toEqual(Array(5).fill(''))
    expect(seenLengthOf('K\u200bi\u200dm')).toBe(3)
  })

  it('keeps what letters and pictures are shaped by', () => {
    for (const text of ['علی‌رضا', 'क्‍ष', '葛\u{e0100}城', 'Team ⚓\ufe0f', '👩🏽\u200d🚀'])
      expect(readable(text)).toBe(text)
  })
})

describe('lines that people read', () => {
  it('are as many as were typed, each of what can be seen', () => {
    expect(readableLines('\n Two dogs,\r\n\r\nno\tcat \u202e\u2028no\u200b bird\r\u200b\n')).toBe(
      'Two dogs,\n\nno cat\nno bird',
    )
    expect(readableLines(' \n\u200b\n')).toBe('')
  })
})

describe('the name of a person', () => {
  it('is written in the letters of any language', () => {
    for (const name of [
      'Li',
      'דוד כהן',
      'محمد',
      'علی‌رضا',
      '葛\u{e0100}城',
      "D'Arcy-Ångström",
      '𠮷田',
      ' Kim  Doe ',
      '',
    ]) {
      expect(isName(name), name).toBe(true)
    }
  })

  it('has no pictures, and nothing that hides or turns the line', () => {
    for (const name of [
      '🏠',
      'Kim 😀',
      '👩🏽\u200d🚀',
      '🇵🇹',
      'Ki\u200bm',
      'Ro\u200dbin',
      '\u202emiK',
      '\u2067miK',
      'K\u001b[2Jim',
      '\u3164',
    ]) {
      expect(isName(name), JSON.stringify(name)).toBe(false)
    }
  })
})
