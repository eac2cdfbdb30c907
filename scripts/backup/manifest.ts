import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import type { SubgraphName } from '../../subgraphs/kernel/subgraph.ts'

/** The form of the archive; a change that an older `restore` would misread raises it. */
export const format = 1

/** The archive's first entry: what it is of, and what has to be there before its rows can be. */
export interface Manifest {
  readonly format: number
  /** The version of the product that wrote it. */
  readonly product: string
  /** UTC. */
  readonly madeAt: string
  readonly subgraphs: Readonly<Record<SubgraphName, ArchivedSubgraph>>
}

export interface ArchivedSubgraph {
  /** Subgraphs with the same number lay in one database and are of one moment. */
  readonly database: number
  /** The epoch of its log. */
  readonly epoch: number
  /** The migrations that had been applied, in the order in which they are applied. */
  readonly migrations: readonly Migration[]
  /** In an order in which they can be filled: nothing refers to a later one. */
  readonly tables: readonly Table[]
  readonly sequences: readonly Sequence[]
}

export interface Migration {
  readonly name: string
  readonly sha256: string
}

export interface Table {
  readonly schema: string
  readonly name: string
  /** Without the generated ones, which cannot be written. */
  readonly columns: readonly string[]
}

export interface Sequence {
  readonly schema: string
  readonly name: string
  /** A bigint. */
  readonly value: string
  readonly isCalled: boolean
}

/** The archive's last entry: by it one knows that the archive is whole and unaltered. */
export interface Sums {
  /** SHA-256 of the first entry. */
  readonly manifest: string
  /** By `schema.table`, the empty ones, too. */
  readonly tables: Readonly<Record<string, TableSum>>
  /** Of all files together. */
  readonly files: { readonly count: number; readonly bytes: number; readonly sha256: string }
}

export interface TableSum {
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** How a table is called within the archive. */
export const nameOf = ({ schema, name }: Table): string => `${schema}.${name}`

/** Reads the first entry; a newer form is refused before anything of it is looked at. */
export function manifestOf(text: string): Manifest {
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format === format) return manifest
  throw new ConfigError(
    `The backup was made by a newer version of the product (${String(manifest.product)}): restore it with that one.`,
  )
}

/** The version in package.json: this file lies at a different depth when it is built. */
export function productVersion(): string {
  let folder = import.meta.dirname
  while (!readPackage(folder)) folder = dirname(folder)
  return readPackage(folder)!
}

function readPackage(folder: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
  } catch {
    return null
  }
}
