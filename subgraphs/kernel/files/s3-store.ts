import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { S3Settings } from '../config.ts'
import type { Store } from './store.ts'

/** How long a connection may take to come about, and an answer to begin. */
const CONNECT_WITHIN_MS = 5_000
const ANSWER_WITHIN_MS = 30_000

/**
 * Keeps files in a bucket, which nobody but this product needs to reach: clients are served through the gateway. The
 * client's packages are loaded where they are needed, as they take a while.
 */
export function s3Store({ bucket, region, endpoint, accessKeyId, secretAccessKey, pathStyle }: S3Settings): Store {
  const opening = import('@aws-sdk/client-s3').then((sdk) => ({
    sdk,
    client: new sdk.S3Client({
      region,
      ...(endpoint && { endpoint }),
      forcePathStyle: pathStyle,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 3,
      requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, requestTimeout: ANSWER_WITHIN_MS },
      // Not every server of this protocol takes the newer checksums of Amazon's own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  }))
  // Whoever uses it learns of it.
  opening.catch(() => {})

  return {
    async put(key, { path, mediaType, bytes }) {
      const { sdk, client } = await opening
      const body = createReadStream(path)
      const object = { Bucket: bucket, Key: key, Body: body, ContentType: mediaType, ContentLength: bytes }
      await client.send(new sdk.PutObjectCommand(object))
    },
    async read(key, range) {
      const { sdk, client } = await opening
      const wanted = range && { Range: `bytes=${range.first}-${range.last}` }
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...wanted }))
        return Body as Readable
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return null
        throw error
      }
    },
    async remove(key) {
      const { sdk, client } = await opening
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
    close: () => void opening.then(({ client }) => client.destroy()).catch(() => {}),
  }
}
