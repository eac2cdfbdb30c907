import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import * as policy from './policy.ts'
import * as property from './property.ts'
import { insertProperty } from './repository.ts'
import type { PropertyRow } from './tables.ts'

export async function createProperty(ctx: Context, draft: property.PropertyDraft): Promise<PropertyRow> {
  policy.mayWrite(ctx.actor)
  const created = property.create(ctx.company, newId('property'), draft, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertProperty(tx, created.property)
    await append(tx, created.event, ctx)
    return saved
  })
}
