import { domainToASCII } from 'node:url'
import { lengthOf, seenLengthOf } from './text.ts'

/** Words with dots between them (RFC 5322, 3.2.3, dot-atom), in any language's letters (RFC 6531); no quotes, no comments. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}-]+(\.[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}-]+)*$/u
/** Two or more labels of letters, digits and inner hyphens (RFC 5890, 2.3.1); no address literal. */
const DOMAIN =
  /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u
/** The last label of a name is no number (RFC 3696, 2); where it is one, a number of a machine is meant. */
const NUMBER_LAST = /\.\d+$/
/** RFC 5321, 4.5.3.1.1 and 4.5.3.1.3, the latter without the angle brackets; RFC 1035, 2.3.4. In octets. */
const LONGEST = { local: 64, label: 63, whole: 254 }

/**
 * Whether mail can be sent to a text, as far as its letters tell: what can be seen of it is all that it is, and it is
 * neither longer nor otherwise made than mail servers bear. Whether it arrives shows when it is sent.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > LONGEST.whole || seenLengthOf(text) !== lengthOf(text)) return false
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  if (!LOCAL.test(local) || !DOMAIN.test(domain)) return false
  // As it is looked up (RFC 5891); empty where it cannot be.
  const name = domainToASCII(domain)
  return (
    name !== '' &&
    !NUMBER_LAST.test(name) &&
    octetsOf(local) <= LONGEST.local &&
    octetsOf(`${local}@${name}`) <= LONGEST.whole &&
    name.split('.').every((label) => octetsOf(label) <= LONGEST.label)
  )
}

const octetsOf = (text: string) => Buffer.byteLength(text)
