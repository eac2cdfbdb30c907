/** In this order, since most browsers call themselves by the names of those after them, too. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
] as const

const systems = [
  ['Windows', /\bWindows\b/],
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

/**
 * What a person calls the program of a `User-Agent`, such as `Firefox, Windows`; null for one that is not known. The header
 * itself must stand in no mail: whoever signs in writes it, and could write to the owner in the company's name.
 */
export function programName(program: string | null): string | null {
  const known = [browsers, systems].map((list) => list.find(([, pattern]) => pattern.test(program ?? ''))?.[0])
  return known.filter((name) => name !== undefined).join(', ') || null
}
