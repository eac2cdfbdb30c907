import { closeCodeMeanings } from '../gateway/close-codes.ts'
import { limitMeanings } from '../gateway/limits.ts'
import { settings, settingsBySubgraph } from '../subgraphs/kernel/config.ts'
import { errorCodes } from '../subgraphs/kernel/errors.ts'
import { portalLinks } from '../subgraphs/kernel/portal-links.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { metricList, type Metric } from '../subgraphs/kernel/telemetry/metrics.ts'
import { laidOut, table } from './markdown.ts'

/** The README's tables that say what the code says, by the names of the marks that they stand between. */
const tables: Readonly<Record<string, () => string>> = {
  errors: () =>
    table(
      ['`extensions.code`', '`extensions.reason`', 'when'],
      Object.entries(errorCodes).flatMap(([code, { when, reasons }]) => [
        [`\`${code}\``, '', when],
        ...Object.entries(reasons).map(([reason, what]) => ['', `\`${reason}\``, what]),
      ]),
    ),
  limits: () => table(['what', 'at most', 'beyond it'], limitMeanings),
  links: () =>
    table(
      ['in the address', 'what the frontend asks', 'when'],
      Object.entries(portalLinks).map(([name, { asks, when }]) => [`\`${name}\``, asks ? `\`${asks}\`` : '', when]),
    ),
  'close-codes': () => table(['code', 'what it means'], closeCodeMeanings),
  metrics: () =>
    table(
      ['name', 'labels', 'what'],
      Object.values<Metric>(metricList).map(({ name, labels, what }) => [
        `\`${name}\``,
        labels.map((label) => `\`${label}\``).join(', '),
        what,
      ]),
    ),
  settings: () =>
    table(
      ['name', 'default', 'what'],
      [...Object.values(settings), ...Object.values(settingsBySubgraph).map(named)].map(({ name, absent, what }) => [
        name.includes('`') ? name : `\`${name}\``,
        absent,
        what,
      ]),
    ),
}

/** The README with its tables made anew, laid out as prettier lays it out. Throws where a mark is missing. */
export async function readmeWithTables(readme: string): Promise<string> {
  const filled = Object.entries(tables).reduce((page, [name, make]) => {
    const marks = new RegExp(`(<!-- ${name}: [^>]* -->\\n)[^]*?(<!-- /${name} -->)`)
    if (!marks.test(page)) throw new Error(`README.md has lost the marks of its table "${name}".`)
    return page.replace(marks, (_, start: string, end: string) => `${start}\n${make()}\n\n${end}`)
  }, readme)
  return laidOut(filled)
}

/** A setting that each subgraph has one of, under all of its names. */
function named<T extends { readonly name: string }>(of: (name: (typeof subgraphNames)[number]) => T): T {
  const [first = '', ...others] = subgraphNames.map((name) => of(name).name)
  const suffixes = others.map((name, index) => `\`${name.slice(name.lastIndexOf('_'))}\`${index < 2 ? ',' : ''}`)
  return { ...of(subgraphNames[0]), name: `\`${first}\` … ${suffixes.join(' ')}` }
}
