/** A text that is one line, such as a name or a title, as it is kept: any space in it is one blank, and none is around it. */
export function inOneLine(typed: string): string {
  return typed.replace(/\s+/g, ' ').trim()
}

/** How long a text is as its reader counts: a character beyond the basic plane is one. */
export function lengthOf(text: string): number {
  return [...text].length
}

/** What no name needs: characters that control a terminal, and those that turn the line around in which they stand. */
const GARBLING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
/** Characters that show nothing by themselves (Unicode, Default_Ignorable_Code_Point), and the empty pattern of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** One line, without what could garble the lines and mails in which it is shown. */
export function readable(typed: string): string {
  return inOneLine(inOneLine(typed).replace(GARBLING, ''))
}

/** How many characters of a text can be seen, so that what looks empty counts nothing. */
export function seenLengthOf(text: string): number {
  return lengthOf(inOneLine(text.replace(UNSEEN, '')))
}
