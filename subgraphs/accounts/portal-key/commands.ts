import { randomBytes } from 'node:crypto'
import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { maySet } from '../portal/policy.ts'
import { lockPortal, readPortal, type KeyedPortal } from '../portal/repository.ts'
import * as portalKey from './portal-key.ts'
import { insertPortalKey, readLiveKeys, savePortalKey } from './repository.ts'

/** A key for whoever wants none in particular. */
export const newPortalKey = (): string => randomBytes(8).toString('hex')

/** Gives the company's portal a new current key: this one, or one that is made up. */
export async function rotatePortalKey(ctx: Context, wanted: string | null): Promise<KeyedPortal> {
  maySet(ctx.actor)
  const key = wanted?.trim() ?? newPortalKey()
  return ctx.transact(async (tx) => {
    await lockPortal(tx, ctx.company)
    const { made, event } = portalKey.rotate(ctx.company, await readLiveKeys(tx, ctx.company), key, ctx.now())
    await insertPortalKey(tx, made)
    await append(tx, event, ctx)
    return readPortal(tx, ctx.company)
  })
}

/** Lets an earlier key lead nowhere any more. */
export async function retirePortalKey(ctx: Context, key: string): Promise<KeyedPortal> {
  maySet(ctx.actor)
  return ctx.transact(async (tx) => {
    await lockPortal(tx, ctx.company)
    const { change, event } = portalKey.retire(await readLiveKeys(tx, ctx.company), key, ctx.now())
    await savePortalKey(tx, ctx.company, key, change)
    await append(tx, event, ctx)
    return readPortal(tx, ctx.company)
  })
}
