import { readFileSync } from 'node:fs'

/** A case of is_email, and whether a product that sends mail takes its address. */
export interface SuiteAddress {
  readonly address: string
  readonly isTaken: boolean
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

/** The 164 cases of is_email, which writes a control character as its picture, and what XML cannot bear as an entity. */
export function addressesOfSuite(): SuiteAddress[] {
  const xml = readFileSync(new URL(import.meta.resolve('email-addresses/test/tests.xml')), 'utf8')
  return [...xml.matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)].map(([, id, body]) => {
    const tag = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(body!)?.[1] ?? ''
    const address = tag('address')
      .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
      .replace(/&(quot|amp|lt|gt);/g, (_, name: 'quot') => ({ quot: '"', amp: '&', lt: '<', gt: '>' })[name])
      .replace(/[\u2400-\u241f]/g, (picture) => String.fromCodePoint(picture.codePointAt(0)! - 0x2400))
    return { address, isTaken: taken[tag('category')]! !== otherwise.has(Number(id)) }
  })
}
