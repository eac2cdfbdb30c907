import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isEmailAddress } from '../../subgraphs/kernel/email-address.ts'

interface Case {
  readonly id: number
  readonly address: string
  readonly category: string
}

/** The cases of is_email, which writes a control character as its picture, and what XML cannot bear as an entity. */
function isEmailSuite(): Case[] {
  const xml = readFileSync(new URL(import.meta.resolve('email-addresses/test/tests.xml')), 'utf8')
  return [...xml.matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)].map(([, id, body]) => {
    const tag = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(body!)?.[1] ?? ''
    const address = tag('address')
      .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
      .replace(/&(quot|amp|lt|gt);/g, (_, name: 'quot') => ({ quot: '"', amp: '&', lt: '<', gt: '>' })[name])
      .replace(/[\u2400-\u241f]/g, (picture) => String.fromCodePoint(picture.codePointAt(0)! - 0x2400))
    return { id: Number(id), address, category: tag('category') }
  })
}

/** What each category is to a product that sends mail: whether it takes it, and why. */
const taken: Readonly<Record<string, boolean>> = {
  ISEMAIL_VALID_CATEGORY: true,
  // Nobody is asked about names here: whether there is such a server shows when mail is sent.
  ISEMAIL_DNSWARN: true,
  // Quoted words, numbers instead of names, a domain without a dot: nobody has such a mailbox, many servers refuse it.
  ISEMAIL_RFC5321: false,
  // Comments and folded lines belong to a letter's head, not to an address that somebody types.
  ISEMAIL_CFWS: false,
  ISEMAIL_DEPREC: false,
  ISEMAIL_RFC5322: false,
  ISEMAIL_ERR: false,
}
const otherwise = new Map([
  [5, 'A domain without a dot, which the suite itself holds against the address of case 166.'],
])

describe('an email address', () => {
  const cases = isEmailSuite()

  it('is judged in all 164 cases of is_email as its category is (ACC-6)', () => {
    expect(cases).toHaveLength(164)
    const wrong = cases.filter(
      ({ id, address, category }) => isEmailAddress(address) !== (taken[category]! !== otherwise.has(id)),
    )
    expect(wrong).toEqual([])
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
