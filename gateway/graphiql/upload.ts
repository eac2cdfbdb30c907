import type { ExecutionResult, OperationDefinitionNode } from 'graphql'
import { tell, warn } from './notice.ts'
import type { Operation } from './request.ts'

/** Where a file goes that a mutation has announced (API-10). */
interface Upload {
  readonly url: string
  readonly method: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** An error or a refusal, in words for people. */
interface Said {
  readonly message: string
}

/** Whether an operation announces a file: the graph calls all such mutations alike. */
export function isUpload({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some((each) => each.kind === 'Field' && /[uU]ploadCreate$/.test(each.name.value))
}

/**
 * Runs a mutation that announces a file: has one chosen, announces what it is, and sends it to where the answer says. The
 * mutation's variables are one `input`.
 */
export async function upload(
  operation: Operation,
  accessToken: string | null,
  run: (announced: Operation) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const file = await chosenFile()
  if (!file) throw new Error('No file was chosen.')
  const input = { ...(operation.variables?.input as object), mediaType: file.type, bytes: file.size }
  const result = await run({ ...operation, variables: { ...operation.variables, input } })
  const found = uploadIn(result.data)
  const problem = found ? await send(file, found, accessToken) : refusalIn(result)
  if (problem) warn(`${file.name} ${problem}`)
  else tell(`${file.name} was sent.`)
  return result
}

/** The file that the person at the page chooses, or null. */
function chosenFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const chooser = Object.assign(document.createElement('input'), { type: 'file' })
    chooser.addEventListener('change', () => resolve(chooser.files?.[0] ?? null))
    chooser.addEventListener('cancel', () => resolve(null))
    chooser.click()
  })
}

/** The upload in a result, however deep. */
function uploadIn(value: unknown): Upload | null {
  if (typeof value !== 'object' || value === null) return null
  if ('url' in value && 'method' in value && 'headers' in value) return value as Upload
  for (const part of Object.values(value)) {
    const found = uploadIn(part)
    if (found) return found
  }
  return null
}

/** Why no file may be sent, in the server's words. */
function refusalIn({ data, errors }: ExecutionResult): string {
  const payloads = Object.values(data ?? {}) as readonly { readonly userErrors?: readonly Said[] }[]
  const said = errors?.[0] ?? payloads.flatMap((payload) => payload?.userErrors ?? [])[0]
  return said ? `was refused: ${said.message}` : 'was not sent: select the upload’s url, method and headers.'
}

/** Sends the file; gives what has gone wrong, or null. */
async function send(file: File, { url, method, headers }: Upload, accessToken: string | null): Promise<string | null> {
  // The page may stand at another name of the gateway than the address does, and may ask its own only.
  const { pathname, search } = new URL(url, location.origin)
  const sent = new Headers(headers.map(({ name, value }): [string, string] => [name, value]))
  if (accessToken) sent.set('authorization', `Bearer ${accessToken}`)
  const response = await fetch(pathname + search, { method, headers: sent, body: file }).catch(() => null)
  if (!response) return 'was not sent: the gateway does not answer.'
  if (response.ok) return null
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: readonly Said[] }
  return `was refused: ${errors?.[0]?.message ?? response.status}`
}
