/** The closed list of what a file is refused for, each with its English. */
export const fileRefusals = {
  FILE_TYPE_NOT_ALLOWED: 'Files of this type are not taken here.',
  FILE_TYPE_MISMATCH: 'The file is not of the type it was announced as.',
  FILE_TOO_LARGE: 'The file has too many bytes.',
  FILE_DAMAGED: 'The file is empty or damaged.',
  FILE_UNSAFE: 'The file holds what could do harm to those who open it.',
  PICTURE_TOO_LARGE: 'The picture has more than 50 megapixels.',
  AUDIO_TOO_LONG: 'The recording is longer than ten minutes.',
} as const

export type FileRefusalCode = keyof typeof fileRefusals

/** An expected no to a file's content: the file is of no use, and the same bytes get the same answer. */
export class FileRefusal extends Error {
  constructor(
    readonly code: FileRefusalCode,
    options?: ErrorOptions,
  ) {
    super(fileRefusals[code], options)
    this.name = 'FileRefusal'
  }
}

/** Runs a reader of foreign bytes: whatever it stumbles over is the bytes' fault, so they are refused as damaged. */
export async function readingForeign<T>(read: () => Promise<T> | T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof FileRefusal ? error : new FileRefusal('FILE_DAMAGED', { cause: error })
  }
}
