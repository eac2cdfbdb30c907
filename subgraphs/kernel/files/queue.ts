/** Lets work through some at a time, in the order it came. */
export interface Queue {
  /** Whether more must not come now. */
  readonly isFull: boolean
  run<T>(work: () => Promise<T>): Promise<T>
}

export function openQueue({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Queue {
  let running = 0
  const line: (() => void)[] = []
  return {
    get isFull() {
      return running >= atOnce && line.length >= waiting
    },
    async run(work) {
      if (running >= atOnce) await new Promise<void>((resolve) => line.push(resolve))
      else running++
      try {
        return await work()
      } finally {
        // A turn is handed on, not given back, so that nobody who comes now overtakes those who wait.
        const next = line.shift()
        if (next) next()
        else running--
      }
    },
  }
}
