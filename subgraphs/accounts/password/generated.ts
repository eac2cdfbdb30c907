import { randomInt } from 'node:crypto'

/** Letters and digits that are not taken for one another when read off a mail. */
const UNAMBIGUOUS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

/** A mailed password of 8 characters (ACC-2); that it must be changed at once, within 72 hours, makes up for its length. */
export const temporaryPassword = (): string => ofLength(8)

/** A password that lasts, for whoever gives none: about 116 bits. */
export const strongPassword = (): string => ofLength(20)

function ofLength(length: number): string {
  return Array.from({ length }, () => UNAMBIGUOUS[randomInt(UNAMBIGUOUS.length)]).join('')
}
