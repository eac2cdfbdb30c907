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

const MAILED_WITHIN_MS = 60_000

/**
 * The temporary password that was mailed to an address last, and what logging in with it gives. A mail job that was
 * killed is done again with a new password, so one that does not open is passed over until the next mail.
 */
export async function mailedPassword(
  dataDir: string,
  email: string,
  logIn: (password: string) => Promise<string | null>,
): Promise<{ password: string; session: string }> {
  const deadline = Date.now() + MAILED_WITHIN_MS
  let refused: string | null = null
  while (Date.now() < deadline) {
    const password = await lastMailed(join(dataDir, 'mail'), email)
    if (password && password !== refused) {
      const session = await logIn(password)
      if (session) return { password, session }
      refused = password
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The invitation was not captured.')
}

async function lastMailed(folder: string, email: string): Promise<string | null> {
  for (const name of (await readdir(folder).catch(() => [])).sort().reverse()) {
    if (!name.endsWith('.eml')) continue
    const { to, text } = await PostalMime.parse(await readFile(join(folder, name)))
    const password = /^\s*Temporary password: (\S+)\s*$/m.exec(text ?? '')?.[1]
    if (password && to?.[0]?.address === email) return password
  }
  return null
}
