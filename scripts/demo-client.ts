import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

/** One operation over HTTP, as any client program sends it; throws when anything was refused. */
export async function ask<Data>(
  url: string,
  token: string | null,
  query: string,
  variables: object = {},
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] }
  const refusals = Object.values(data ?? {}).flatMap(
    (payload) => (payload as { userErrors?: { message: string }[] })?.userErrors ?? [],
  )
  const [refused] = [...(errors ?? []), ...refusals]
  if (refused || !data) throw new Error(refused?.message ?? 'The gateway gave no answer.')
  return data
}

/** The temporary password that was mailed to an address last; waits up to ten seconds for the mail. */
export async function mailedPassword(dataDir: string, email: string): Promise<string> {
  const folder = join(dataDir, 'mail')
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const name of (await readdir(folder).catch(() => [])).sort().reverse()) {
      if (!name.endsWith('.eml')) continue
      const { to, text } = await PostalMime.parse(await readFile(join(folder, name)))
      const password = /^\s*Temporary password: (\S+)\s*$/m.exec(text ?? '')?.[1]
      if (password && to?.[0]?.address === email) return password
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The invitation was not captured.')
}
