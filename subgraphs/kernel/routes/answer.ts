import type { GraphQLFormattedError } from 'graphql'
import { badInput, messageIn, type ErrorCode, type ErrorReason } from '../errors.ts'
import type { Language } from '../language.ts'
import type { RouteAnswer } from './route.ts'

/** The HTTP status of each code that a route may answer with; `statusOfReason` knows better where it knows one. */
const statusOfCode: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  NOT_READY: 503,
}

const statusOfReason: Partial<Record<ErrorReason, number>> = {
  ADDRESS_UNKNOWN: 404,
  FILE_URL_INVALID: 403,
  FILE_NOT_FOUND: 404,
  UPLOAD_NOT_FOUND: 404,
  UPLOAD_EXPIRED: 410,
  UPLOAD_ALREADY_SENT: 409,
  UPLOAD_FOREIGN: 403,
  FILE_TYPE_NOT_ALLOWED: 415,
  FILE_TYPE_MISMATCH: 415,
  FILE_TOO_LARGE: 413,
  FILE_DAMAGED: 422,
  FILE_UNSAFE: 422,
  PICTURE_TOO_LARGE: 422,
  AUDIO_TOO_LONG: 422,
}

const RETRY_AFTER_S = '5'

export const nothingHere = () => badInput('ADDRESS_UNKNOWN')

/** What an asker is told of an error that is fit to be shown: as the graph tells it, with the status that fits. */
export function errorAnswer(
  { message, extensions = {} }: GraphQLFormattedError,
  { requestId, language }: { readonly requestId: string; readonly language: Language },
): RouteAnswer {
  const { code, reason } = extensions as { readonly code: ErrorCode; readonly reason?: ErrorReason }
  const status = (reason && statusOfReason[reason]) ?? statusOfCode[code] ?? 500
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      ...((status === 429 || status === 503) && { 'retry-after': RETRY_AFTER_S }),
    },
    body: JSON.stringify({
      errors: [
        {
          message: messageIn(language, extensions) ?? message,
          extensions: { code, ...(reason && { reason }), requestId },
        },
      ],
    }),
  }
}
