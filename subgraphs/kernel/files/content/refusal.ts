import type { Texts } from '../../texts.ts'

/** The closed list of what a file is refused for, each with its text in every language. */
export const fileRefusals = {
  FILE_TYPE_NOT_ALLOWED: {
    en: 'Files of this type are not taken here.',
    nl: 'Bestanden van dit type worden hier niet aangenomen.',
    de: 'Dateien dieses Typs werden hier nicht angenommen.',
    fr: 'Les fichiers de ce type ne sont pas acceptés ici.',
    es: 'Aquí no se admiten archivos de este tipo.',
  },
  FILE_TYPE_MISMATCH: {
    en: 'The file is not of the type it was announced as.',
    nl: 'Het bestand is niet van het type dat werd opgegeven.',
    de: 'Die Datei ist nicht von dem Typ, der angegeben wurde.',
    fr: 'Le fichier n’est pas du type annoncé.',
    es: 'El archivo no es del tipo que se indicó.',
  },
  FILE_TOO_LARGE: {
    en: 'The file has too many bytes.',
    nl: 'Het bestand heeft te veel bytes.',
    de: 'Die Datei hat zu viele Bytes.',
    fr: 'Le fichier compte trop d’octets.',
    es: 'El archivo tiene demasiados bytes.',
  },
  FILE_DAMAGED: {
    en: 'The file is empty or damaged.',
    nl: 'Het bestand is leeg of beschadigd.',
    de: 'Die Datei ist leer oder beschädigt.',
    fr: 'Le fichier est vide ou endommagé.',
    es: 'El archivo está vacío o dañado.',
  },
  FILE_UNSAFE: {
    en: 'The file holds what could do harm to those who open it.',
    nl: 'Het bestand bevat iets wat schade kan doen aan wie het opent.',
    de: 'Die Datei enthält etwas, das denen schaden kann, die sie öffnen.',
    fr: 'Le fichier contient de quoi nuire à qui l’ouvre.',
    es: 'El archivo contiene algo que podría dañar a quien lo abra.',
  },
  PICTURE_TOO_LARGE: {
    en: 'The picture has more than 50 megapixels.',
    nl: 'De afbeelding heeft meer dan 50 megapixels.',
    de: 'Das Bild hat mehr als 50 Megapixel.',
    fr: 'L’image dépasse 50 mégapixels.',
    es: 'La imagen tiene más de 50 megapíxeles.',
  },
  AUDIO_TOO_LONG: {
    en: 'The recording is longer than ten minutes.',
    nl: 'De opname duurt langer dan tien minuten.',
    de: 'Die Aufnahme ist länger als zehn Minuten.',
    fr: 'L’enregistrement dure plus de dix minutes.',
    es: 'La grabación dura más de diez minutos.',
  },
} as const satisfies Readonly<Record<string, Texts>>

export type FileRefusalCode = keyof typeof fileRefusals

/** An expected no to a file's content: the file is of no use, and the same bytes get the same answer. */
export class FileRefusal extends Error {
  constructor(
    readonly code: FileRefusalCode,
    options?: ErrorOptions,
  ) {
    super(fileRefusals[code].en, options)
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
