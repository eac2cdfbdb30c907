import { format, resolveConfig } from 'prettier'

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A page of Markdown as prettier lays it out. */
export async function laidOut(page: string): Promise<string> {
  return format(page, { ...(await resolveConfig('README.md')), parser: 'markdown' })
}
