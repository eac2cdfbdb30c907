import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { reachedBy } from '../support/upload.ts'
import { makeProperty, offer, openBrokerage, openProduct, refusal, type Brokerage } from './brokerage.ts'
import { addPhoto, changePhotos, photosIn, photosOf, uploadPhoto, type Changed, type Photo } from './gallery.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let agent: Person
let support: Person
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  agent = await ours.join('AGENT')
  support = await ours.join('SUPPORT')
  ;({ person: client, contactId } = await ours.client(agent))
}, 120_000)
afterAll(() => app.stop())

/** A property with so many photos, called by their numbers. */
async function propertyWith(count: number): Promise<string> {
  const propertyId = await makeProperty(agent)
  for (let number = 1; number <= count; number++) {
    await addPhoto(agent, propertyId, `Room ${number}`)
  }
  return propertyId
}

const described = (list: readonly Photo[] | null) => list?.map(({ description }) => description)
const ordered = ({ property }: Changed) => described(photosIn(property))

describe('the photos of a property', () => {
  it('are shown in their order, with what is to be seen, to whoever sees the property (VIE-1) (API-10)', async () => {
    const propertyId = await makeProperty(agent)
    for (const description of ['Room 1', 'Room 2']) {
      await changePhotos(agent, 'PhotoAdd', { propertyId, uploadId: await uploadPhoto(agent, 400, 200), description })
    }
    expect(await photosOf(client, propertyId)).toBeNull()
    await offer(agent, contactId, [propertyId])
    for (const reader of [agent, support, client]) {
      const shown = await photosOf(reader, propertyId)
      expect(described(shown)).toEqual(['Room 1', 'Room 2'])
      const { url, ...size } = shown![0]!.picture
      expect(size).toEqual({ width: 400, height: 200 })
      const bytes = Buffer.from(await (await fetch(reachedBy(reader, url))).arrayBuffer())
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 160 })
      expect(bytes.toString('latin1')).not.toContain('Pinhole')
    }
  })

  it('are put in order, described and deleted by staff (VIE-1) (API-10)', async () => {
    const propertyId = await propertyWith(3)
    const [one, two, three] = (await photosOf(agent, propertyId))!.map(({ id }) => id)
    const turned = await changePhotos(agent, 'PhotosReorder', { propertyId, photoIds: [three, one, two] })
    expect(ordered(turned)).toEqual(['Room 3', 'Room 1', 'Room 2'])
    const told = await changePhotos(agent, 'PhotoUpdate', { propertyId, photoId: one, description: ' The  kitchen ' })
    expect(ordered(told)).toEqual(['Room 3', 'The kitchen', 'Room 2'])
    const { url } = photosIn(told.property)[1]!.picture
    const less = await changePhotos(agent, 'PhotoDelete', { propertyId, photoId: one })
    expect(ordered(less)).toEqual(['Room 3', 'Room 2'])
    expect((await fetch(reachedBy(agent, url))).status).toBe(404)
    const more = await changePhotos(agent, 'PhotoAdd', { propertyId, uploadId: await uploadPhoto(agent) })
    expect(ordered(more)).toEqual(['Room 3', 'Room 2', ''])
  })

  it('are refused where something is wrong with them (VIE-1) (API-10)', async () => {
    const propertyId = await propertyWith(1)
    const elsewhere = (await photosOf(agent, await propertyWith(1)))![0]!.id
    const [here] = (await photosOf(agent, propertyId))!.map(({ id }) => id)
    const refused = async (name: Parameters<typeof changePhotos>[1], input: object) =>
      refusal(await changePhotos(agent, name, { propertyId, ...input }))
    const uploadId = await uploadPhoto(agent)
    const description = 'x'.repeat(501)
    expect(await refused('PhotoAdd', { uploadId: await uploadPhoto(ours.admin) })).toBe(
      'UPLOAD_NOT_FOUND input.uploadId',
    )
    expect(await refused('PhotoAdd', { uploadId, description })).toBe('TEXT_TOO_LONG input.description')
    expect(await refused('PhotoAdd', { uploadId, propertyId: here })).toBe('NOT_FOUND input.propertyId')
    expect(await refused('PhotoAdd', { uploadId })).toBe('')
    expect(await refused('PhotoAdd', { uploadId })).toBe('UPLOAD_NOT_FOUND input.uploadId')
    expect(await refused('PhotosReorder', { photoIds: [here] })).toBe('PHOTOS_DIFFER input.photoIds')
    expect(await refused('PhotosReorder', { photoIds: [here, here] })).toBe('PHOTOS_DIFFER input.photoIds')
    expect(await refused('PhotosReorder', { photoIds: [here, elsewhere] })).toBe('PHOTOS_DIFFER input.photoIds')
    expect(await refused('PhotoUpdate', { photoId: elsewhere, description: 'x' })).toBe('NOT_FOUND input.photoId')
    expect(await refused('PhotoDelete', { photoId: elsewhere })).toBe('NOT_FOUND input.photoId')
    expect(described(await photosOf(agent, propertyId))).toEqual(['Room 1', ''])
  })

  it('are nobody’s to change but who may write properties (VIE-1) (API-10)', async () => {
    const propertyId = await propertyWith(1)
    await offer(agent, contactId, [propertyId])
    const [photoId] = (await photosOf(agent, propertyId))!.map(({ id }) => id)
    for (const person of [support, client]) {
      const answer = await person.send(
        `mutation ($input: PropertyPhotoDeleteInput!) { propertyPhotoDelete(input: $input) { userErrors { code } } }`,
        { input: { propertyId, photoId } },
      )
      expect(answer.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    }
    expect(await photosOf(agent, propertyId)).toHaveLength(1)
  })
})
