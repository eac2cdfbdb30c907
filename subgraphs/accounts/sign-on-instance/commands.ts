import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import { readPortal, type KeyedPortal } from '../portal/repository.ts'
import { refuse } from '../refusals.ts'
import { deleteLinksOf } from '../sign-on/repository.ts'
import * as policy from './policy.ts'
import * as repository from './repository.ts'
import * as instance from './sign-on-instance.ts'
import type { SignOnInstanceId, SignOnInstanceRow } from './tables.ts'

/** What `signOnInstanceUpdate` is given, and which version of the instance the asker has read. */
export interface InstanceUpdate extends instance.InstanceEdit {
  readonly instanceId: string
  readonly expectedVersion?: number | null
}

/** What a client secret is sealed as, so that it is no other instance's. */
export const secretOf = (company: string, id: SignOnInstanceId) => `sign-on client secret ${company} ${id}`

/** Lets the company's clients come in by another installation of its product (ACC-21). */
export async function createInstance(ctx: Context, given: instance.NewInstance): Promise<SignOnInstanceRow> {
  policy.mayManage(ctx.actor)
  const { company, services } = ctx
  const id = newId('sign_on_instance')
  const issuer = instance.issuerIn(given.issuer)
  const isClosed = issuer !== null && (await services.outside.isClosedTo(new URL(issuer)))
  return ctx.transact(async (tx) => {
    const { length: count } = await repository.lockInstances(tx, company)
    const { development: isDevelopment } = services.config
    const seal = (secret: string) => services.seal.close(secret, secretOf(company, id))
    const created = instance.create(company, id, given, { count, isDevelopment, isClosed, seal, now: ctx.now() })
    if (created.instance.isMain) await repository.clearMain(tx, company)
    const saved = await repository.insertInstance(tx, created.instance)
    await append(tx, created.event, ctx)
    return saved
  })
}

export async function updateInstance(ctx: Context, given: InstanceUpdate): Promise<SignOnInstanceRow> {
  policy.mayManage(ctx.actor)
  const { company, services } = ctx
  return ctx.transact(async (tx) => {
    const found = instanceIn(await repository.lockInstances(tx, company), given.instanceId)
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const { development: isDevelopment } = services.config
    const seal = (secret: string) => services.seal.close(secret, secretOf(company, found.id))
    const decision = instance.edit(found, given, { isDevelopment, seal })
    if (!decision) return found
    if (decision.change.isMain) await repository.clearMain(tx, company)
    const saved = await repository.saveInstance(tx, company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    return saved
  })
}

/** Takes an instance away with all links to it: whoever came in by it may link by another one, or has a password. */
export async function removeInstance(ctx: Context, instanceId: string): Promise<KeyedPortal> {
  policy.mayManage(ctx.actor)
  const { company } = ctx
  return ctx.transact(async (tx) => {
    const found = instanceIn(await repository.lockInstances(tx, company), instanceId)
    await deleteLinksOf(tx, company, found.id)
    await repository.deleteInstance(tx, company, found.id)
    await append(tx, instance.remove(found).event, ctx)
    return readPortal(tx, company)
  })
}

function instanceIn(all: readonly SignOnInstanceRow[], given: string): SignOnInstanceRow {
  const id = idOf('sign_on_instance', given)
  const found = all.find((each) => each.id === id)
  if (!found) throw refuse('NOT_FOUND', { noun: 'sign-on instance', path: ['input', 'instanceId'] })
  return found
}
