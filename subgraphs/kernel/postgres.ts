import { registerHooks, type LoadHookSync, type ResolveHookSync } from 'node:module'

/**
 * postgres.js, with what its version 3.4.9 does wrong when a connection is lost put right as it is loaded:
 *
 * - What was about to be written when the connection closed stays scheduled for ever, so that the connection that
 *   replaces it writes nothing any more; or it is written to a socket that is null, which nobody can catch and which
 *   ends the process (https://github.com/porsager/postgres/issues/1154, …/issues/1208).
 * - What was asked while it closed is never answered, and stays in the queue: the connection that replaces it gives
 *   each answer to whoever asked before, and the first of them to nobody.
 * - A transaction that did something else meanwhile goes on with its next statement on whatever connection has replaced
 *   its own: outside of any transaction, or inside somebody else's. Half of it is then committed.
 *
 * Every process takes the driver from here. What a later version has put right by itself is not found in it and stays
 * as it is; the test of this file says whether all of it is right.
 */
const repairs: Readonly<Record<string, readonly (readonly [wrong: string, right: string])[]>> = {
  'connection.js': [
    [
      'incomings = null\n    clearImmediate(nextWriteTimer)',
      'incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = errorResponse = null',
    ],
    [
      "!hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))",
      "if (query || sent.length)\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = results = null\n    result = new Result()",
    ],
    [
      'function nextWrite(fn) {\n',
      'function nextWrite(fn) {\n    if (!socket) {\n      chunk = nextWriteTimer = null\n      return true\n    }\n',
    ],
    [
      'if (stream)\n      return queryError(q,',
      "if (!socket) {\n      queryError(q, Errors.connection('CONNECTION_CLOSED', options))\n      return true\n    }\n\n    if (stream)\n      return queryError(q,",
    ],
  ],
  'index.js': [
    [', prepare = null\n\n', ', prepare = null\n      , cut = null\n\n'],
    [
      'connection.onclose = reject)\n      ])',
      'connection.onclose = e => {\n          cut = e\n          while (queries.length)\n            queries.shift().reject(e)\n          reject(e)\n        })\n      ])',
    ],
    ['uncaughtError = e))\n', 'uncaughtError = e))\n        if (cut)\n          return q.reject(cut)\n'],
  ],
}

/** Marks the modules of the repaired driver, which stand beside those that a package may have loaded as they are. */
const mark = '?repaired'

const resolve: ResolveHookSync = (specifier, context, next) => {
  const found = next(specifier, context)
  const isPart =
    context.parentURL?.endsWith(mark) === true
      ? found.url.startsWith('file:') && !found.url.endsWith(mark)
      : found.url.endsWith('/postgres/src/index.js')
  return isPart ? { ...found, url: `${found.url}${mark}` } : found
}

const load: LoadHookSync = (url, context, next) => {
  if (!url.endsWith(mark)) return next(url, context)
  const loaded = next(url.slice(0, -mark.length), context)
  let source = String(loaded.source)
  for (const [wrong, right] of repairs[url.slice(url.lastIndexOf('/') + 1, -mark.length)] ?? []) {
    source = source.replace(wrong, () => right)
  }
  return { ...loaded, source }
}

const hooks = registerHooks({ resolve, load })
export const { default: postgres } = await import('postgres')
hooks.deregister()
