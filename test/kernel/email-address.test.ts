import { describe, expect, it } from 'vitest'
import { isEmailAddress } from '../../subgraphs/kernel/email-address.ts'
import { addressesOfSuite } from '../support/email-suite.ts'

describe('an email address', () => {
  const cases = addressesOfSuite()

  it('is judged in all 164 cases of is_email as its category is (ACC-6)', () => {
    expect(cases).toHaveLength(164)
    expect(cases.filter(({ address, isTaken }) => isEmailAddress(address) !== isTaken)).toEqual([])
  })

  it('may be written in any language’s letters (RFC 6531)', () => {
    for (const address of [
      'jürgen@exämple.de',
      '用户@例子.广告',
      'अजय@डाटा.भारत',
      'δοκιμή@παράδειγμα.δοκιμή',
      "o'brien@example.com",
      'robin+portal@mail.example.co.uk',
      'a@b.cd',
    ]) {
      expect(isEmailAddress(address), address).toBe(true)
    }
  })

  it('is what can be seen of it, and nothing else', () => {
    for (const code of [
      0, 0x0a, 0x1b, 0x20, 0x7f, 0x85, 0xa0, 0xad, 0x115f, 0x200b, 0x200d, 0x202e, 0x2066, 0x3164, 0xfe0f, 0xfeff,
      0xe0041,
    ]) {
      const hidden = String.fromCodePoint(code)
      for (const address of [`ki${hidden}m@example.com`, `kim@exa${hidden}mple.com`, `kim@example.com${hidden}`]) {
        expect(isEmailAddress(address), JSON.stringify(address)).toBe(false)
      }
    }
    for (const address of [
      'a..b@x.yz',
      '.a@x.yz',
      'a.@x.yz',
      'a@-x.yz',
      'a@x-.yz',
      'a@x..yz',
      'a@x_y.yz',
      'a@b@x.yz',
      'a@x.1',
    ]) {
      expect(isEmailAddress(address), address).toBe(false)
    }
  })

  it('is no longer than mail servers bear, counted as they count', () => {
    const label = 'd'.repeat(63)
    const longest = `${'l'.repeat(64)}@${label}.${label}.${'d'.repeat(61)}`
    expect([longest.length, isEmailAddress(longest), isEmailAddress(`${longest}d`)]).toEqual([254, true, false])
    expect(isEmailAddress(`${'ü'.repeat(32)}@example.com`)).toBe(true)
    expect(isEmailAddress(`${'ü'.repeat(33)}@example.com`)).toBe(false)
    expect(isEmailAddress(`kim@${'ü'.repeat(60)}.example`)).toBe(false)
    expect(isEmailAddress(`${'a.'.repeat(5_000_000)}@`)).toBe(false)
  })
})
