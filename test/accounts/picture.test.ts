import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { filesIn, photo, reachedBy, refusalOf, sendFile } from '../support/upload.ts'
import { zipOf } from '../kernel/files/content/zip-file.ts'
import { openOffice, type Office } from './office.ts'
import { begin, createUpload, deletePicture, pictureFields, pictureOf, setPicture, type Picture } from './profile.ts'

let office: Office
let client: Person
let other: Person
let accountId: string

beforeAll(async () => {
  office = await openOffice()
  const made = await office.client(office.admin, 'kim@example.com')
  ;({ accountId } = made)
  client = made
  other = await office.client(office.admin, 'li@example.com')
}, 60_000)
afterAll(() => office.stop())

const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(reachedBy(office.visitor, address), { method, headers })

describe('a profile picture', () => {
  it('is uploaded in three steps and shown in three sizes, without what the camera wrote (ACC-18, API-10)', async () => {
    const body = await photo(2000, 1000)
    const upload = await begin(client, body.length)
    expect(upload).toMatchObject({ method: 'PUT', bytes: body.length })
    expect(upload.headers).toEqual([{ name: 'content-type', value: 'image/jpeg' }])
    expect(new URL(upload.url).pathname).toBe(`/files/accounts/${upload.id}`)
    expect((await sendFile(client, upload, body)).status).toBe(204)
    const { portalAccount, agent, userErrors } = await setPicture(client, upload.id)
    expect([agent, userErrors]).toEqual([null, []])
    const { picture } = portalAccount!
    expect(picture).toMatchObject({ width: 2000, height: 1000 })

    const sizes: [keyof Picture, number, string][] = [
      ['original', 2000, 'image/jpeg'],
      ['large', 1600, 'image/webp'],
      ['thumbnail', 320, 'image/webp'],
    ]
    for (const [size, width, mediaType] of sizes) {
      const response = await get(String(picture![size]))
      expect([response.status, response.headers.get('content-type')]).toEqual([200, mediaType])
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(bytes.length).toBe(Number(response.headers.get('content-length')))
      const metadata = await sharp(bytes).metadata()
      expect([metadata.width, metadata.height, metadata.exif]).toEqual([width, width / 2, undefined])
      expect(bytes.includes('Pinhole')).toBe(false)
    }
  })

  it('is anybody’s who logs in, and seen by whoever sees them (ACC-18)', async () => {
    const { id } = await pictureOf(client)
    const read = `query ($id: ID!) { portalAccount(id: $id) { owner { ${pictureFields} } ${pictureFields} } }`
    type Shown = { portalAccount: { owner: { picture: Picture }; picture: Picture } | null }
    const shown = await office.admin.ask<Shown, object>(read, { id: accountId })
    expect(shown.portalAccount!.picture.id).toBe(id)
    expect(await other.ask<Shown, object>(read, { id: accountId })).toEqual({ portalAccount: null })

    const ofAgent = await pictureOf(office.admin)
    const { portalAccount } = await client.ask<Shown, object>(read, { id: accountId })
    expect(portalAccount!.owner.picture.id).toBe(ofAgent.id)
    expect((await get(portalAccount!.owner.picture.thumbnail)).status).toBe(200)
  })

  it('is replaced and deleted: the old address opens nothing from then on, and nobody else’s is touched (ACC-18)', async () => {
    const first = await pictureOf(client)
    const second = await pictureOf(client, await photo(50, 20, '#753'))
    expect(second).toMatchObject({ width: 50, height: 20 })
    expect(await refusalOf(await get(first.large))).toEqual([404, 'FILE_NOT_FOUND'])
    const theirs = await pictureOf(other)
    expect((await deletePicture(client, theirs.id)).userErrors).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'pictureId'] },
    ])
    expect((await deletePicture(client, first.id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await deletePicture(client, second.id)).portalAccount).toEqual({ id: accountId, picture: null })
    for (const size of [second.large, second.thumbnail, second.original]) expect((await get(size)).status).toBe(404)
    expect((await get(theirs.large)).status).toBe(200)
  })

  it('is refused where it is none, whatever it says it is, and nothing is kept of it (ACC-18, API-10)', async () => {
    const picture = await pictureOf(client)
    const before = (await filesIn(office.app.dataDir)).sort()
    const zip = zipOf({ name: 'me.png', content: 'no picture' })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    for (const mediaType of ['application/zip', 'image/svg+xml']) {
      expect(await createUpload(client, svg.length, mediaType)).toEqual({
        upload: null,
        userErrors: [{ code: 'FILE_TYPE_NOT_ALLOWED', path: ['input', 'mediaType'] }],
      })
    }
    for (const bytes of [zip, svg]) {
      const upload = await begin(client, bytes.length, 'image/png')
      expect(await refusalOf(await sendFile(client, upload, bytes))).toEqual([415, 'FILE_TYPE_MISMATCH'])
      expect((await setPicture(client, upload.id)).userErrors).toEqual([
        { code: 'UPLOAD_NOT_FOUND', path: ['input', 'uploadId'] },
      ])
    }
    expect((await filesIn(office.app.dataDir)).sort()).toEqual(before)
    expect((await get(picture.thumbnail)).status).toBe(200)
  })

  it('tells its changes by ids alone (ACC-18)', async () => {
    const picture = await pictureOf(client)
    await deletePicture(client, picture.id)
    await eventually(async () => {
      const facts = await accounts().sql<{ data: object }[]>`
        select data from log where type = 'account.picture_changed' and data ->> 'accountId' = ${accountId} order by pos`
      expect(facts.slice(-2).map(({ data }) => data)).toEqual([
        { accountId, pictureId: picture.id },
        { accountId, pictureId: null },
      ])
    })
  })
})

describe('a picture’s address', () => {
  it('says what browsers need, and is the same for who reads again (API-10)', async () => {
    const read = `query ($id: ID!) { portalAccount(id: $id) { ${pictureFields} } }`
    const address = async () =>
      (await client.ask<{ portalAccount: { picture: Picture } }, object>(read, { id: accountId })).portalAccount.picture
    await pictureOf(client)
    // Two readings may fall on both sides of the moment at which addresses begin anew; three do not twice.
    const seen = [await address(), await address(), await address()].map(({ large }) => large)
    expect(new Set(seen).size).toBeLessThan(3)

    const { large } = await address()
    const response = await get(large)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-disposition')).toBe(`inline; filename="large.webp"; filename*=UTF-8''large.webp`)
    expect(header('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(header('cross-origin-resource-policy')).toBe('cross-origin')
    expect(header('x-content-type-options')).toBe('nosniff')
    const [, age] = /^private, max-age=(\d+)$/.exec(header('cache-control')!)!
    expect(Number(age)).toBeGreaterThan(9 * 60)
    expect(Number(age)).toBeLessThanOrEqual(15 * 60)

    const etag = header('etag')!
    const known = await get(large, { 'if-none-match': `"other", ${etag}` })
    expect([known.status, await known.text()]).toEqual([304, ''])
    const head = await get(large, {}, 'HEAD')
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    expect(head.headers.get('content-length')).toBe(header('content-length'))
  })

  it('gives the part that a player asks for (API-10)', async () => {
    const { original } = await pictureOf(client)
    const whole = Buffer.from(await (await get(original)).arrayBuffer())
    const parts: [string, number, number][] = [
      ['bytes=0-9', 0, 10],
      ['bytes=10-', 10, whole.length],
      ['bytes=-7', whole.length - 7, whole.length],
      [`bytes=5-${whole.length + 100}`, 5, whole.length],
    ]
    for (const [range, from, to] of parts) {
      const response = await get(original, { range })
      expect(response.status, range).toBe(206)
      expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${whole.length}`)
      expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(from, to))).toBe(true)
    }
    for (const range of ['bytes=9-3', 'bytes=-', 'bytes=0-1,3-4', 'lines=0-1']) {
      expect((await get(original, { range })).status, range).toBe(200)
    }
    expect((await get(original, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200)
    const beyond = await get(original, { range: `bytes=${whole.length}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
  })

  it('breaks off where the store has not all of it, and takes nothing from the next answer (API-10)', async () => {
    const { id, original } = await pictureOf(client)
    const path = (await filesIn(office.app.dataDir)).find((each) => each.endsWith(`${id}.original`))!
    const bytes = await readFile(path)
    for (const other of [bytes.subarray(0, 9), Buffer.concat([bytes, bytes])]) {
      await writeFile(path, other)
      await expect(get(original).then((response) => response.arrayBuffer())).rejects.toThrow()
    }
    await writeFile(path, bytes)
    expect((await (await get(original)).arrayBuffer()).byteLength).toBe(bytes.length)
  })

  it('is refused alike when it is forged, over, or of nothing (API-10)', async () => {
    const { large, thumbnail } = await pictureOf(client)
    const forged = large.replace(/signature=.{5}/, 'signature=AAAAA')
    const resized = large.replace('/large?', '/thumbnail?')
    const unknown = large.replace(/file_\w+/, newId('file'))
    const answers = [forged, resized, unknown, large.replace('/large?', '/huge?')].map(async (address) => {
      const response = await get(address)
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { reason: string } }[] }
      return [response.status, errors[0]!.message, errors[0]!.extensions.reason]
    })
    const all = await Promise.all(answers)
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(all[0]).toMatchObject([403, expect.any(String), 'FILE_URL_INVALID'])

    expect((await get(thumbnail)).status).toBe(200)
    office.pass({ minutes: 16 })
    expect(await refusalOf(await get(thumbnail))).toEqual([403, 'FILE_URL_INVALID'])
  })
})
