import type { Client, Staff } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { claimUpload, releaseFile, startUpload } from '../../kernel/files/upload.ts'
import type { FileId } from '../../kernel/ids.ts'
import { lockAgent, saveAgentPicture } from '../agent/repository.ts'
import type { AgentRow } from '../agent/tables.ts'
import { lockAccount, saveAccountPicture } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import * as picture from './picture.ts'
import * as policy from './policy.ts'

/** Whose picture was changed: one of the two. */
export interface Changed {
  readonly portalAccount?: PortalAccountRow
  readonly agent?: AgentRow
}

/** Begins the upload of the asker's own picture. */
export function startPictureUpload(ctx: Context, mediaType: string, bytes: number): Promise<FileRow> {
  policy.mayChangeOwn(ctx.actor)
  return ctx.transact((tx) => startUpload(tx, ctx, { kind: 'PICTURE', mediaType, bytes }))
}

/** Gives the asker the picture that they have uploaded; the one before is gone (ACC-18). */
export function setPicture(ctx: Context, uploadId: string): Promise<Changed> {
  const person = policy.mayChangeOwn(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockPerson(tx, ctx, person)
    const file = await claimUpload(tx, ctx, uploadId, 'PICTURE')
    return change(tx, ctx, found, file.id)
  })
}

/** Takes away the asker's picture. */
export function deletePicture(ctx: Context, pictureId: string): Promise<Changed> {
  const person = policy.mayChangeOwn(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockPerson(tx, ctx, person)
    picture.mayDelete(found.agent ?? found.portalAccount!, pictureId)
    return change(tx, ctx, found, null)
  })
}

async function lockPerson(tx: Tx, ctx: Context, person: Client | Staff): Promise<Changed> {
  if (person.kind === 'client') {
    const portalAccount = await lockAccount(tx, ctx.company, { see: 'self', account: person.account }, person.account)
    if (portalAccount) return { portalAccount }
  } else {
    const agent = await lockAgent(tx, ctx.company, person.agent)
    if (agent) return { agent }
  }
  throw unauthenticated()
}

async function change(
  tx: Tx,
  ctx: Context,
  { agent, portalAccount }: Changed,
  pictureId: FileId | null,
): Promise<Changed> {
  const before = (agent ?? portalAccount)!.pictureId
  if (before) await releaseFile(tx, ctx, before)
  if (agent) {
    await append(tx, picture.changeAgent(agent, pictureId), ctx)
    return { agent: await saveAgentPicture(tx, ctx.company, agent.id, pictureId) }
  }
  const { id } = portalAccount!
  await append(tx, picture.changeAccount(portalAccount!, pictureId), ctx)
  return { portalAccount: await saveAccountPicture(tx, ctx.company, id, pictureId) }
}
