import { refusals } from '../refusals.ts'
import { fileRefusals } from './content/refusal.ts'

/** Why a mutation that begins or uses an upload says no; what a file's address says stands among the kernel's sentences. */
export const refuse = refusals({
  FILE_TYPE_NOT_ALLOWED: fileRefusals.FILE_TYPE_NOT_ALLOWED,
  FILE_TOO_LARGE: {
    en: 'A file of this kind has at most {most} bytes.',
    nl: 'Een bestand van deze soort heeft ten hoogste {most} bytes.',
    de: 'Eine Datei dieser Art hat höchstens {most} Bytes.',
    fr: 'Un fichier de ce genre compte au plus {most} octets.',
    es: 'Un archivo de esta clase tiene como máximo {most} bytes.',
  },
  FILE_EMPTY: {
    en: 'A file has at least one byte.',
    nl: 'Een bestand heeft ten minste één byte.',
    de: 'Eine Datei hat mindestens ein Byte.',
    fr: 'Un fichier compte au moins un octet.',
    es: 'Un archivo tiene al menos un byte.',
  },
  TOO_MANY_UPLOADS: {
    en: 'Too many uploads were begun and not used; use them, or wait a day.',
    nl: 'Er zijn te veel uploads begonnen en niet gebruikt; gebruik ze, of wacht een dag.',
    de: 'Zu viele Uploads wurden begonnen und nicht benutzt; bitte benutzen Sie sie, oder warten Sie einen Tag.',
    fr: 'Trop d’envois ont été commencés sans être utilisés. Veuillez les utiliser ou attendre un jour.',
    es: 'Se han empezado demasiadas subidas sin usarlas; úselas o espere un día.',
  },
  UPLOAD_NOT_FOUND: {
    en: 'There is no such upload.',
    nl: 'Upload niet gevonden.',
    de: 'Upload nicht gefunden.',
    fr: 'Envoi introuvable.',
    es: 'No se encuentra la subida.',
  },
  UPLOAD_NOT_RECEIVED: {
    en: 'The file has not been uploaded yet.',
    nl: 'Het bestand is nog niet geüpload.',
    de: 'Die Datei wurde noch nicht hochgeladen.',
    fr: 'Le fichier n’a pas encore été envoyé.',
    es: 'El archivo todavía no se ha subido.',
  },
  UPLOAD_EXPIRED: {
    en: 'The upload was not used in time; upload the file again.',
    nl: 'De upload is niet op tijd gebruikt; upload het bestand opnieuw.',
    de: 'Der Upload wurde nicht rechtzeitig benutzt; bitte laden Sie die Datei noch einmal hoch.',
    fr: 'L’envoi n’a pas été utilisé à temps. Veuillez envoyer le fichier de nouveau.',
    es: 'La subida no se usó a tiempo; suba el archivo de nuevo.',
  },
})
