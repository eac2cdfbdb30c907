/** A text that is one line, such as a name or a title, as it is kept: any space in it is one blank, and none is around it. */
export function inOneLine(typed: string): string {
  return typed.replace(/\s+/g, ' ').trim()
}

/** How long a text is as its reader counts: a character beyond the basic plane is one. */
export function lengthOf(text: string): number {
  return [...text].length
}

/**
 * Characters that show nothing by themselves but shape what stands beside them: joiners inside words of scripts that join,
 * variants of a Han character, and what makes one picture of several.
 */
const SHAPING = [
  String.raw`(?<=(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])[\p{L}\p{M}])[\u200c\u200d](?=\p{L})`,
  String.raw`(?<=\p{sc=Han})[\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)\u200d(?=\p{Extended_Pictographic})`,
].join('|')
/** Characters that control a terminal, turn the line around in which they stand, or show nothing. */
const HIDDEN = String.raw`[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Default_Ignorable_Code_Point}\u2800]`
const UNSEEN = new RegExp(HIDDEN, 'gu')
const SHAPED = new RegExp(`(${SHAPING})|${HIDDEN}`, 'gu')
/** What no name is written with. */
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu

/** One line of what can be seen, without what could garble the lines and mails in which it is shown. */
export function readable(typed: string): string {
  return inOneLine(inOneLine(typed).replace(SHAPED, '$1'))
}

/** The same in as many lines as it was written in, without the empty ones around it. */
export function readableLines(typed: string): string {
  return typed
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(readable)
    .join('\n')
    .trim()
}

/** How many characters of a text can be seen, so that what looks empty counts nothing. */
export function seenLengthOf(text: string): number {
  return lengthOf(inOneLine(text.replace(UNSEEN, '')))
}

/** What of a text somebody can be called: what can be seen of it, without pictures. */
export function nameIn(typed: string): string {
  return readable(typed.replace(PICTURES, ''))
}

/** Whether all of a text is that, but for blanks around it. */
export function isName(typed: string): boolean {
  return nameIn(typed) === inOneLine(typed)
}
