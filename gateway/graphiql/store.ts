import { useSyncExternalStore } from 'react'

/** A value outside React that components can watch. */
export interface Store<T> {
  get(): T
  set(value: T): void
  /** Calls back after each change; the returned function leaves off. */
  watch(watcher: () => void): () => void
  /** The value, in a component that is to be drawn anew when it changes. */
  use(): T
}

/** A store; with a `name` it survives a reload, in this browser tab only. */
export function store<T>(initial: T, name?: string): Store<T> {
  const kept = name && sessionStorage.getItem(name)
  let value = kept ? (JSON.parse(kept) as T) : initial
  const watchers = new Set<() => void>()
  const get = () => value
  const watch = (watcher: () => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }
  return {
    get,
    set(next) {
      value = next
      if (name) sessionStorage.setItem(name, JSON.stringify(next))
      for (const watcher of watchers) watcher()
    },
    watch,
    use: () => useSyncExternalStore(watch, get),
  }
}
