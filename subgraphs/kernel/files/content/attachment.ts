import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { lookInto, type Contents } from './archive.ts'
import { audioTypes, checkAudio } from './audio.ts'
import type { Checked, Received } from './check.ts'
import { isUnsafeName } from './file-name.ts'
import { headOf, mediaTypeByContent } from './media-type.ts'
import { checkPicture, pictureTypes } from './picture.ts'
import { FileRefusal, readingForeign } from './refusal.ts'
import { checkText, textTypes } from './text-file.ts'

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** What is kept as it was received: a document is its author's. By type, its extension. */
const documents: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  [`${openXml}.wordprocessingml.document`]: 'docx',
  [`${openXml}.spreadsheetml.sheet`]: 'xlsx',
  [`${openXml}.presentationml.presentation`]: 'pptx',
  [`${openDocument}.text`]: 'odt',
  [`${openDocument}.spreadsheet`]: 'ods',
  [`${openDocument}.presentation`]: 'odp',
}

export const attachmentTypes: readonly string[] = [
  ...pictureTypes,
  ...audioTypes,
  ...textTypes,
  ...Object.keys(documents),
]

/**
 * Takes what people send each other. Nothing that runs: neither by its name, nor by its content, nor inside an archive,
 * nor as a macro in a document. Pictures and recordings are cleaned as any other.
 */
export async function checkAttachment(file: Received, folder: string): Promise<Checked> {
  const { mediaType, name } = file
  if (name !== undefined && isUnsafeName(name)) throw new FileRefusal('FILE_UNSAFE')
  if (pictureTypes.includes(mediaType)) return checkPicture(file, folder)
  if (audioTypes.includes(mediaType)) return checkAudio(file, folder)
  if (textTypes.includes(mediaType)) return checkText(file, folder)
  return checkDocument(file, folder)
}

async function checkDocument({ path: received, mediaType }: Received, folder: string): Promise<Checked> {
  const extension = documents[mediaType]!
  const isPdf = mediaType === 'application/pdf'
  const head = await headOf(received)
  const isAsAnnounced = isPdf
    ? (await mediaTypeByContent(head)) === mediaType
    : head.toString('latin1', 0, 4) === 'PK\x03\x04'
  if (!isAsAnnounced) throw new FileRefusal('FILE_TYPE_MISMATCH')
  if (!isPdf) await checkPacked(received, mediaType)
  const path = join(folder, `original.${extension}`)
  await copyFile(received, path)
  const { size } = await stat(path)
  return { mediaType, extension, renditions: [{ name: 'original', path, mediaType, bytes: size }] }
}

const openXmlTypes = '[Content_Types].xml'
const openDocumentType = 'mimetype'

/** Office documents are zip archives that tell inside what they are. */
async function checkPacked(path: string, mediaType: string): Promise<void> {
  const contents = await readingForeign(() => lookInto(path, [openXmlTypes, openDocumentType]))
  if (hasMacros(contents)) throw new FileRefusal('FILE_UNSAFE')
  const isAsAnnounced = mediaType.startsWith(openXml)
    ? contents.texts.get(openXmlTypes)?.includes(`"${mediaType}.main+xml"`)
    : mediaType.startsWith(openDocument)
      ? contents.texts.get(openDocumentType) === mediaType
      : true
  if (!isAsAnnounced) throw new FileRefusal('FILE_TYPE_MISMATCH')
}

/**
 * Macros stand in parts of these names (Office) and folders (OpenDocument), whatever the document is called. An embedded
 * object counts as one: it may be a program, and cannot be looked into.
 */
function hasMacros({ names, texts }: Contents): boolean {
  return (
    names.some((name) => /(^|\/)vba\w*\.bin$|\/embeddings\/[^/]*\.bin$|^(basic|scripts)\//i.test(name)) ||
    /macroEnabled|vbaProject/i.test(texts.get(openXmlTypes) ?? '')
  )
}
