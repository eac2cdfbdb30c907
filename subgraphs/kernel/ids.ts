import { customType } from 'drizzle-orm/pg-core'
import { TypeID, fromString, getType, toUUID, typeidUnboxed } from 'typeid-js'

/**
 * A global id: a TypeID (https://github.com/jetify-com/typeid/tree/main/spec), that is a readable type prefix and a
 * UUIDv7 in base 32. Clients treat it as opaque; PostgreSQL stores the bare uuid.
 */
export type Id<Prefix extends string> = `${Prefix}_${string}`

export type CompanyId = Id<'company'>
export type AgentId = Id<'agent'>
export type AccountId = Id<'account'>
export type ContactId = Id<'contact'>
export type SessionId = Id<'session'>
export type FileId = Id<'file'>
export type ApiKeyId = Id<'api_key'>
export type TeamId = Id<'team'>

/** A new id; ids made later sort later. */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return typeidUnboxed(prefix) as Id<Prefix>
}

/** The id when `text` is a well-formed one of this prefix, else null: a foreign id looks like one that does not exist. */
export function idOf<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> | null {
  return prefixOf(text) === prefix ? (text as Id<Prefix>) : null
}

/** The type prefix of a well-formed id of any kind, else null. */
export function prefixOf(text: string): string | null {
  try {
    const id = fromString(text)
    // Base 32 can also spell what is no UUID of any version.
    toUUID(id)
    return getType(id)
  } catch {
    return null
  }
}

/** The uuid that PostgreSQL stores for an id. */
export function uuidOf(id: Id<string>): string {
  return toUUID(fromString(id))
}

/** The id of a uuid as PostgreSQL gives it. */
export function idFrom<Prefix extends string>(prefix: Prefix, uuid: string): Id<Prefix> {
  return TypeID.fromUUID(prefix, uuid).toString() as Id<Prefix>
}

/** A column that is a uuid in PostgreSQL and an `Id` of the given prefix everywhere else. */
export function idColumn<Prefix extends string>(prefix: Prefix) {
  return customType<{ data: Id<Prefix>; driverData: string }>({
    dataType: () => 'uuid',
    toDriver: uuidOf,
    fromDriver: (uuid) => idFrom(prefix, uuid),
  })
}
