/** A text that is one line, such as a name or a title, as it is kept: any space in it is one blank, and none is around it. */
export function inOneLine(typed: string): string {
  return typed.replace(/\s+/g, ' ').trim()
}

/** How long a text is as its reader counts: a character beyond the basic plane is one. */
export function lengthOf(text: string): number {
  return [...text].length
}
