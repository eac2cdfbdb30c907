import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import S3rver from 's3rver'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Store } from '../../../subgraphs/kernel/files/s3-store.ts'
import { sweepAll } from '../../../subgraphs/kernel/files/sweep.ts'
import { openOffice, type Office } from '../../accounts/office.ts'
import { begin, deletePicture, pictureOf } from '../../accounts/profile.ts'
import { filesIn, photo, reachedBy, refusalOf, sendFile } from '../../support/upload.ts'

const BUCKET = 'portico-files'
let folder: string
let server: S3rver
let port: number
let office: Office

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-s3-'))
  server = serverAt(0)
  ;({ port } = await server.run())
  office = await openOffice('bucket-homes', {
    env: {
      S3_BUCKET: BUCKET,
      S3_REGION: 'eu-west-1',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
      S3_PATH_STYLE: 'true',
    },
  })
}, 60_000)
afterAll(async () => {
  await office?.stop()
  await server.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

const serverAt = (port: number) =>
  new S3rver({ address: '127.0.0.1', port, silent: true, directory: folder, configureBuckets: [{ name: BUCKET }] })
/** The objects of the bucket, as the server keeps them. */
const objects = () =>
  readdirSync(join(folder, BUCKET), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('_object'))
    .map(({ name }) => name)
const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(reachedBy(office.visitor, address), { headers })

describe('files in an S3 bucket (API-10)', () => {
  it('are stored there and nowhere else, served whole and in parts, and removed', async () => {
    const picture = await pictureOf(office.admin, await photo(600, 300))
    expect(objects()).toHaveLength(3)
    expect(await filesIn(office.app.dataDir)).toEqual([])

    const response = await get(picture.thumbnail)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const bytes = Buffer.from(await response.arrayBuffer())
    expect((await sharp(bytes).metadata()).width).toBe(320)
    const part = await get(picture.thumbnail, { range: 'bytes=4-9' })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(4, 10))).toBe(true)

    await deletePicture(office.admin, picture.id)
    expect((await get(picture.thumbnail)).status).toBe(404)
    office.pass({ hours: 2 })
    await sweepAll(office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services)
    expect(objects()).toEqual([])
  })

  it('wait for a bucket that is away: the same upload succeeds once it is back', async () => {
    const admin = await office.logIn()
    const body = await photo(40, 30)
    const upload = await begin(admin, body.length)
    await server.close()
    expect(await refusalOf(await sendFile(admin, upload, body))).toEqual([503, 'NOT_READY'])
    expect(await filesIn(office.app.dataDir)).toEqual([])
    server = serverAt(port)
    await server.run()
    expect((await sendFile(admin, upload, body)).status).toBe(204)
    expect(objects()).toHaveLength(3)
  })

  it('do not wait for ever for a bucket that takes requests and says nothing', async () => {
    const silent = createServer((socket) => socket.on('error', () => {}).resume())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port: at } = silent.address() as AddressInfo
    const settings = { region: 'eu-west-1', accessKeyId: 'x', secretAccessKey: 'x', pathStyle: true }
    const endpoint = `http://127.0.0.1:${at}`
    const store = s3Store({ ...settings, bucket: BUCKET, endpoint }, pino({ level: 'silent' }), 50)
    const away = expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_READY' }) })
    await expect(store.read('key')).rejects.toEqual(away)
    await expect(store.put('key', { path: import.meta.filename, mediaType: 'text/plain', bytes: 1 })).rejects.toEqual(
      away,
    )
    store.close()
    silent.close()
  })
})
