import { randomUUID } from 'node:crypto'
import { access, mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sweepAll, sweepWorkshop } from '../../../subgraphs/kernel/files/sweep.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'
import { openOffice, ownPassword, tokens, type Office } from '../../accounts/office.ts'
import { begin, createUpload, deletePicture, pictureOf, setPicture, uploaded } from '../../accounts/profile.ts'
import { eventually } from '../../support/eventually.ts'
import { person, type Person } from '../../support/person.ts'
import { post } from '../../support/post.ts'
import { filesIn, photo, reachedBy, refusalOf, sendFile, type Upload } from '../../support/upload.ts'

let office: Office
let client: Person
let other: Person
let jpeg: Buffer

beforeAll(async () => {
  office = await openOffice()
  client = await office.client(office.admin, 'kim@example.com')
  other = await office.client(office.admin, 'li@example.com')
  jpeg = await photo(40, 30)
}, 60_000)
afterAll(() => office.stop())

const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const states = () => accounts().sql<{ state: string }[]>`select state from file order by id`
/** The people of these tests with fresh tokens, as these expire while the clock goes on. */
async function comeBack(): Promise<void> {
  const again = async (email: string) => {
    const input = { portalKey: office.portalKey, email, password: ownPassword }
    return person(office.app.url, (await tokens(office.visitor, 'clientLogIn', input)).accessToken)
  }
  client = await again('kim@example.com')
  other = await again('li@example.com')
}

describe('an upload that is refused (API-10)', () => {
  let before: string[]
  beforeAll(async () => {
    before = (await filesIn(office.app.dataDir)).sort()
  })
  afterEach(async () => {
    // Of nothing that was refused anything is kept.
    expect((await filesIn(office.app.dataDir)).sort()).toEqual(before)
  })
  const codesOf = async (bytes: number, mediaType?: string) => (await createUpload(client, bytes, mediaType)).userErrors

  it('was announced as what is not taken', async () => {
    expect(await codesOf(10, 'image/gif')).toEqual([{ code: 'FILE_TYPE_NOT_ALLOWED', path: ['input', 'mediaType'] }])
    expect(await codesOf(15_000_001)).toEqual([{ code: 'FILE_TOO_LARGE', path: ['input', 'bytes'] }])
    expect(await codesOf(0)).toEqual([{ code: 'FILE_EMPTY', path: ['input', 'bytes'] }])
  })

  it('has an address that was changed', async () => {
    const upload = await begin(client, jpeg.length)
    const changes: [string, string][] = [
      ['signature', 'AAAA'],
      ['company', newId('company')],
      ['expires', '1999999999'],
    ]
    for (const [name, value] of changes) {
      const url = new URL(upload.url)
      url.searchParams.set(name, value)
      expect(await refusalOf(await sendFile(client, { ...upload, url: String(url) }, jpeg))).toEqual([
        403,
        'FILE_URL_INVALID',
      ])
    }
    const foreign = upload.url.replace(upload.id, newId('file'))
    expect(await refusalOf(await sendFile(client, { ...upload, url: foreign }, jpeg))).toEqual([
      403,
      'FILE_URL_INVALID',
    ])
    const elsewhere = upload.url.replace('/accounts/', '/tickets/')
    expect((await sendFile(client, { ...upload, url: elsewhere }, jpeg)).status).toBe(403)
  })

  it('comes from somebody else', async () => {
    const upload = await begin(client, jpeg.length)
    const { admin } = await office.found(`elsewhere-${randomUUID().slice(0, 8)}`)
    for (const by of [other, office.admin, admin]) {
      expect(await refusalOf(await sendFile(by, upload, jpeg))).toEqual([403, 'UPLOAD_FOREIGN'])
    }
    expect(await refusalOf(await sendFile(office.visitor, upload, jpeg))).toEqual([401, 'UNAUTHENTICATED'])
    expect((await sendFile(person(office.app.url, 'nonsense'), upload, jpeg)).status).toBe(401)
  })

  it('has other bytes than were announced, told at once or only by counting', async () => {
    const upload = await begin(client, jpeg.length)
    for (const wrong of [jpeg.subarray(1), Buffer.concat([jpeg, jpeg])]) {
      expect(await refusalOf(await sendFile(client, upload, wrong))).toEqual([400, 'UPLOAD_SIZE_WRONG'])
      expect(await inPieces(client, upload, [wrong])).toEqual([400, 'UPLOAD_SIZE_WRONG'])
    }
    expect((await setPicture(client, upload.id)).userErrors).toEqual([
      { code: 'UPLOAD_NOT_RECEIVED', path: ['input', 'uploadId'] },
    ])
  })

  it('is not what it was announced as, and ends there', async () => {
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')
    const upload = await begin(client, gif.length, 'image/png')
    expect(await refusalOf(await sendFile(client, upload, gif))).toEqual([415, 'FILE_TYPE_MISMATCH'])
    expect(await refusalOf(await sendFile(client, upload, gif))).toEqual([404, 'UPLOAD_NOT_FOUND'])
    expect((await setPicture(client, upload.id)).userErrors).toMatchObject([{ code: 'UPLOAD_NOT_FOUND' }])
  })

  it('is damaged', async () => {
    const torn = (await photo(400, 300)).subarray(0, 900)
    const upload = await begin(client, torn.length)
    expect(await refusalOf(await sendFile(client, upload, torn))).toEqual([422, 'FILE_DAMAGED'])
  })

  it('leaves nothing of an attempt before it, which the store has taken in part', async () => {
    const { store } = accounts().files
    const upload = await begin(client, jpeg.length)
    const put = vi.spyOn(store, 'put').mockImplementation(async (key, from) => {
      put.mockRestore()
      await store.put(key, from)
      throw new Error('The store is gone.')
    })
    expect(await refusalOf(await sendFile(client, upload, jpeg))).toEqual([500, 'INTERNAL'])
    expect((await filesIn(office.app.dataDir)).filter((path) => path.includes(upload.id))).toHaveLength(1)
    const damaged = Buffer.alloc(jpeg.length, jpeg.subarray(0, 200))
    expect(await refusalOf(await sendFile(client, upload, damaged))).toEqual([422, 'FILE_DAMAGED'])
    expect(await refusalOf(await sendFile(client, upload, jpeg))).toEqual([404, 'UPLOAD_NOT_FOUND'])
    await sweepAll(accounts())
  })

  it('finds no place to be received in, and may be sent again', async () => {
    const { files } = accounts()
    const upload = await begin(client, jpeg.length)
    const workshop = vi.spyOn(files, 'workshop', 'get').mockReturnValue(join(import.meta.filename, 'nowhere'))
    expect(await refusalOf(await sendFile(client, upload, jpeg))).toEqual([500, 'INTERNAL'])
    workshop.mockRestore()
    expect((await sendFile(client, upload, jpeg)).status).toBe(204)
    await deletePicture(client, (await setPicture(client, upload.id)).portalAccount!.picture!.id)
    before = (await filesIn(office.app.dataDir)).sort()
  })

  it('breaks off, and may be sent again', async () => {
    const upload = await begin(client, jpeg.length)
    const request = httpRequest(reachedBy(client, upload.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${client.token}` },
    }).on('error', () => {})
    request.write(jpeg.subarray(0, 100))
    await eventually(async () => expect((await states()).some(({ state }) => state === 'RECEIVING')).toBe(true))
    request.destroy()
    await eventually(async () => expect((await states()).some(({ state }) => state === 'RECEIVING')).toBe(false))
    expect((await sendFile(client, upload, jpeg)).status).toBe(204)
    const { portalAccount } = await setPicture(client, upload.id)
    await deletePicture(client, portalAccount!.picture!.id)
    before = (await filesIn(office.app.dataDir)).sort()
  })
})

describe('an upload', () => {
  it('takes one file, also when two are sent at the same time (API-10)', async () => {
    const upload = await begin(client, jpeg.length)
    const sent = await Promise.all([1, 2, 3].map(() => sendFile(client, upload, jpeg)))
    expect(sent.map(({ status }) => status).sort()).toEqual([204, 409, 409])
    expect(await refusalOf(await sendFile(client, upload, jpeg))).toEqual([409, 'UPLOAD_ALREADY_SENT'])
  })

  it('is used once, by who has sent it, also when two try at the same time (API-10)', async () => {
    const { id } = await uploaded(client)
    const { admin } = await office.found(`nobody-${randomUUID().slice(0, 8)}`)
    for (const by of [other, office.admin, admin]) {
      expect((await setPicture(by, id)).userErrors).toEqual([{ code: 'UPLOAD_NOT_FOUND', path: ['input', 'uploadId'] }])
    }
    const both = await Promise.all([setPicture(client, id), setPicture(client, id)])
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['UPLOAD_NOT_FOUND'])
    expect((await setPicture(client, newId('file'))).userErrors).toMatchObject([{ code: 'UPLOAD_NOT_FOUND' }])
  })

  it('begins once under an idempotency key, and shows the same address again (API-6, API-10)', async () => {
    const query = `mutation ($input: PictureUploadCreateInput!) {
      pictureUploadCreate(input: $input) { upload { id url } userErrors { code } } }`
    const send = (key: string) =>
      post(client, query, { input: { bytes: 10, mediaType: 'image/png' } }, { headers: { 'idempotency-key': key } })
    const [key, another] = [randomUUID(), randomUUID()]
    const first = await send(key)
    expect(first.errors).toBeUndefined()
    expect(await send(key)).toEqual(first)
    expect(await send(another)).not.toEqual(first)
  })

  it('is one of at most fifty that somebody has on the way (API-10)', async () => {
    const by = await office.client(office.admin, `many-${randomUUID().slice(0, 8)}@example.com`)
    const begun = await Promise.all(Array.from({ length: 60 }, () => createUpload(by, 10)))
    expect(begun.filter(({ upload }) => upload)).toHaveLength(50)
    expect(new Set(begun.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
      new Set(['TOO_MANY_UPLOADS']),
    )
    expect((await createUpload(other, 10)).userErrors).toEqual([])
  })
})

describe('what is not used in time (API-10)', () => {
  it('cannot be sent after 15 minutes, nor used after a day', async () => {
    const [late, unused] = [await begin(client, jpeg.length), await uploaded(client)]
    office.pass({ minutes: 16 })
    await comeBack()
    expect(await refusalOf(await sendFile(client, late, jpeg))).toEqual([410, 'UPLOAD_EXPIRED'])
    office.pass({ hours: 24 })
    await comeBack()
    expect((await setPicture(client, unused.id)).userErrors).toEqual([
      { code: 'UPLOAD_EXPIRED', path: ['input', 'uploadId'] },
    ])
  })

  it('is swept with its objects, wherever a process was killed, and what is used stays', async () => {
    const kept = await pictureOf(other)
    const gone = await pictureOf(client)
    await deletePicture(client, gone.id)
    // Killed while it received, with one object stored, another half written, and its workshop left behind.
    const left = await begin(client, jpeg.length)
    const { files, sql } = accounts()
    await sql`update file set state = 'RECEIVING', sweep_at = ${new Date(Date.now() + 49 * 3_600_000)}
      where expires_at = ${left.expiresAt}`
    const company = (await filesIn(office.app.dataDir))
      .find((path) => path.includes(kept.id))!
      .split('/')
      .at(-2)!
    await files.store.put(`accounts/${company}/${left.id}.original`, {
      path: import.meta.filename,
      mediaType: 'image/jpeg',
      bytes: 1,
    })
    const half = join(office.app.dataDir, 'files/accounts', company, `${left.id}.large.partial`)
    await writeFile(half, 'half')
    const workshop = join(files.workshop, left.id)
    await mkdir(workshop, { recursive: true })
    const old = new Date(Date.now() - 3 * 3_600_000)
    await utimes(workshop, old, old)
    await uploaded(client)

    // Released objects stay as long as a backup may still want them.
    await sweepAll(accounts())
    expect((await filesIn(office.app.dataDir)).filter((path) => path.includes(gone.id))).toHaveLength(3)
    office.pass({ hours: 26 })
    // Two sweepers at once, as two processes have them.
    await Promise.all([sweepAll(accounts()), sweepAll(accounts()), sweepWorkshop(accounts())])
    const found = await filesIn(office.app.dataDir)
    expect(found.filter((path) => !path.includes(kept.id) && !path.includes('file_'))).toEqual([])
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['USED']))
    const used = await sql<{ count: string }[]>`select count(*) from file`
    expect(found).toHaveLength(3 * Number(used[0]!.count))
    await expect(access(workshop)).rejects.toThrow('ENOENT')
    const bytes = await readFile(found.find((path) => path.endsWith(`${kept.id}.original`))!)
    expect((await sharp(bytes).metadata()).width).toBe(40)
  })

  it('is swept although the store keeps one of them', async () => {
    await comeBack()
    await Promise.all([uploaded(client), uploaded(client), uploaded(client)])
    const { files, now, ...others } = accounts()
    const remove = vi.fn(files.store.remove).mockRejectedValueOnce(new Error('It is locked.'))
    // Its own time, so that the product's sweeper finds nothing to do meanwhile.
    const sweepIn = (hours: number) =>
      sweepAll({
        ...others,
        files: { ...files, store: { ...files.store, remove } },
        now: () => new Date(now().getTime() + hours * 3_600_000),
      })
    const all = (await states()).length
    await expect(sweepIn(25)).rejects.toThrow('It is locked.')
    expect(await states()).toHaveLength(all - 2)
    await sweepIn(26)
    expect(await states()).toHaveLength(all - 3)
  })
})

/** Sends a body whose length is not told beforehand. */
function inPieces(by: Person, upload: Upload, pieces: readonly Buffer[]): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${by.token}`, 'transfer-encoding': 'chunked' }
    const request = httpRequest(reachedBy(by, upload.url), { method: 'PUT', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('end', () => {
        refusalOf(new Response(text, { status: response.statusCode })).then(resolve, reject)
      })
    })
    request.on('error', reject)
    for (const piece of pieces) request.write(piece)
    request.end()
  })
}
