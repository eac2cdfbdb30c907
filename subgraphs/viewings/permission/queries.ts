import type { Context } from '../../kernel/context.ts'
import { messageIn, Refusal } from '../../kernel/errors.ts'
import { needScope } from '../../kernel/scopes.ts'
import { feedbackByViewing } from '../feedback/loaders.ts'
import { standingOf } from '../gate/policy.ts'
import { propertiesById } from '../property/loaders.ts'
import { preferredDatesByViewing } from '../viewing/loaders.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { permissionOf, scopesFor, type Action } from './permission.ts'

/** A permission as it is shown. */
export interface ShownPermission {
  readonly isAllowed: boolean
  readonly code: string | null
  readonly message: string | null
  readonly allowedFrom: Date | null
}

/** Whether the asker may do something with a viewing that they see. */
export async function viewerCan(ctx: Context, viewing: ViewingRow, action: Action): Promise<ShownPermission> {
  const [property, preferred, feedback] = await Promise.all([
    ctx.loader(propertiesById).load(viewing.propertyId),
    ctx.loader(preferredDatesByViewing).load(viewing.id),
    action === 'GIVE_FEEDBACK' ? ctx.loader(feedbackByViewing).load(viewing.id) : null,
  ])
  const isGated = standingOf(ctx.actor, viewing) === 'CLIENT'
  const judged = { ...viewing, preferred, feedback, zone: property!.timeZone, isGated }
  const hasScopes = () => scopesFor(action).forEach((scope) => needScope(ctx.actor, scope))
  const { isAllowed, why, allowedFrom } = permissionOf(action, ctx.actor, judged, ctx.now(), hasScopes)
  if (!why) return { isAllowed, code: null, message: null, allowedFrom }
  if (why instanceof Refusal) return { isAllowed, code: why.code, message: why.messageIn(ctx.language), allowedFrom }
  const { code } = why.extensions
  return { isAllowed, code: String(code), message: messageIn(ctx.language, why.extensions) ?? why.message, allowedFrom }
}
