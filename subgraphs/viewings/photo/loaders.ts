import { eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { inOrder } from './repository.ts'
import { propertyPhotos } from './tables.ts'

/** Each property's photos in their order; who sees the property sees them. */
export const photosByProperty = (ctx: Context) =>
  pagesByParent<Id<'property'>, typeof propertyPhotos>(ctx.db, {
    table: propertyPhotos,
    parent: propertyPhotos.propertyId,
    order: inOrder,
    where: eq(propertyPhotos.companyId, ctx.company),
  })
