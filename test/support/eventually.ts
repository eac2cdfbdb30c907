const PATIENCE_MS = 40_000

/** Tries until it holds, since a projection follows the events of another subgraph; fails with the last reason. */
export async function eventually<T = void>(check: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
