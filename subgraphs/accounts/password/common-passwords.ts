import { dictionary } from '@zxcvbn-ts/language-common'

/** About 18,000 of eight characters and more, collected from leaks (OWASP ASVS 5.0, 6.2.4 wants 3,000). */
const common: ReadonlySet<string> = new Set(
  (dictionary['passwords-common'] as readonly string[]).filter((word) => word.length >= 8),
)

/** Whether a password is among those that are tried first; one long repetition of a character is as well. */
export function isCommon(password: string): boolean {
  return common.has(password.toLowerCase()) || new Set(password).size === 1
}
