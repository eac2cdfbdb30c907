import { shown } from '../subgraphs/kernel/errors.ts'

/**
 * Does work that must be done in time: after `ms` its signal aborts and the answer is NOT_READY, whether or not the work
 * listens. When `gone` aborts, so does the work.
 */
export function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, ms: number, gone?: AbortSignal): Promise<T> {
  const controller = new AbortController()
  const leave = () => controller.abort()
  if (gone?.aborted) leave()
  gone?.addEventListener('abort', leave, { once: true })
  return new Promise<T>((resolve, reject) => {
    const release = () => {
      clearTimeout(timer)
      gone?.removeEventListener('abort', leave)
    }
    const timer = setTimeout(() => {
      release()
      reject(shown('DEADLINE_EXCEEDED', { ms }))
      controller.abort()
    }, ms)
    work(controller.signal).then(resolve, reject).finally(release)
  })
}
