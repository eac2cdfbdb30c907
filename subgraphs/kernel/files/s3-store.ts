import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type * as S3 from '@aws-sdk/client-s3'
import type { S3Settings } from '../config.ts'
import { shown } from '../errors.ts'
import { describeFault } from '../fault.ts'
import type { Logger } from '../log.ts'
import { isOutage } from '../outage.ts'
import type { Store } from './store.ts'

/** How long a connection may take to come about, and an answer to begin: the longer, the more bytes are sent first. */
const CONNECT_WITHIN_MS = 5_000
const ANSWER_WITHIN_MS = 30_000
const SENT_AT_LEAST_PER_MS = 500

type Sdk = typeof S3

/**
 * Keeps files in a bucket, which nobody but this product needs to reach: clients are served through the gateway. The
 * client's packages are loaded only where there is a bucket, as they take a while.
 */
export function s3Store(settings: S3Settings, log: Logger, answerWithinMs = ANSWER_WITHIN_MS): Store {
  const { bucket } = settings
  const opening = import('@aws-sdk/client-s3').then((sdk) => ({ sdk, client: clientOf(sdk, settings, answerWithinMs) }))
  // Whoever uses it learns of it.
  opening.catch(() => {})

  async function asking<T>(work: (sdk: Sdk, client: S3.S3Client) => Promise<T>): Promise<T> {
    const { sdk, client } = await opening
    try {
      return await work(sdk, client)
    } catch (error) {
      if (!isAway(error)) throw error
      log.warn({ fault: describeFault(error) }, 'The bucket of files does not answer.')
      throw shown('FILES_AWAY')
    }
  }

  return {
    put: (key, { path, mediaType, bytes }) =>
      asking(async (sdk, client) => {
        const file = await open(path)
        const body = file.createReadStream()
        const object = { Bucket: bucket, Key: key, Body: body, ContentType: mediaType, ContentLength: bytes }
        const requestTimeout = answerWithinMs + bytes / SENT_AT_LEAST_PER_MS
        await client.send(new sdk.PutObjectCommand(object), { requestTimeout }).finally(() => body.destroy())
      }),
    read: (key, range) =>
      asking(async (sdk, client) => {
        const wanted = range && { Range: `bytes=${range.first}-${range.last}` }
        const asked = client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, ...wanted }))
        const found = await asked.catch((error: unknown) => {
          if (error instanceof sdk.NoSuchKey) return null
          throw error
        })
        return found && (found.Body as Readable)
      }),
    remove: (key) =>
      asking(async (sdk, client) => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }))
      }),
    close: () => void opening.then(({ client }) => client.destroy()).catch(() => {}),
  }
}

function clientOf(
  sdk: Sdk,
  { region, endpoint, accessKeyId, secretAccessKey, pathStyle }: S3Settings,
  requestTimeout: number,
): S3.S3Client {
  return new sdk.S3Client({
    region,
    ...(endpoint && { endpoint }),
    forcePathStyle: pathStyle,
    credentials: { accessKeyId, secretAccessKey },
    // By itself the client only warns of an answer that does not come, and waits on.
    requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, requestTimeout, throwOnRequestTimeout: true },
    // What fails is thrown, and logged here; the client would write to the console.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
    // Not every server of this protocol takes the newer checksums of Amazon's own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** No answer in time, or one that says that it is the server's fault. */
function isAway(error: unknown): boolean {
  const { name, $metadata } = (error ?? {}) as { name?: string; $metadata?: { httpStatusCode?: number } }
  return isOutage(error) || name === 'TimeoutError' || ($metadata?.httpStatusCode ?? 0) >= 500
}
