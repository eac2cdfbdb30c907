import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { languages } from '../subgraphs/kernel/language.ts'
import type { Texts } from '../subgraphs/kernel/texts.ts'
import { laidOut, table } from './markdown.ts'

/** One list of codes: who refuses by it, and what it says in English. */
interface Catalogue {
  readonly owner: string
  readonly texts: Readonly<Record<string, Texts>>
}

const subgraphs = join(import.meta.dirname, '../subgraphs')

/** The page of all codes of `userErrors`, made from every `refusals` file that binds a `refuse`. */
export async function refusalsPage(): Promise<string> {
  const rows = new Map<string, { readonly code: string; readonly english: string; readonly owners: string[] }>()
  for (const { owner, texts } of await catalogues()) {
    for (const [code, { en }] of Object.entries(texts)) {
      const row = rows.get(`${code} ${en}`) ?? { code, english: en, owners: [] }
      rows.set(`${code} ${en}`, row)
      row.owners.push(owner)
    }
  }
  const sorted = [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  return laidOut(`# What mutations refuse

Made by \`npm run schema\`. Each entry of a mutation's \`userErrors\` has one of these codes. Codes stay; new ones may come, to be
treated as any other refusal. The message is for people, in their language (${languages.join(', ')}); here it is in English, and
\`{…}\` stands for what is told with it.

${table(
  ['code', 'message', 'from'],
  sorted.map(({ code, english, owners }) => [`\`${code}\``, english, owners.join(', ')]),
)}
`)
}

async function catalogues(): Promise<Catalogue[]> {
  const files = globSync('**/refusals.{js,ts}', { cwd: subgraphs }).sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const { refuse } = (await import(pathToFileURL(join(subgraphs, file)).href)) as {
        refuse?: Omit<Catalogue, 'owner'>
      }
      return refuse && { owner: basename(dirname(file)), texts: refuse.texts }
    }),
  )
  return found.filter((each) => each !== undefined)
}
