/** What is refused of a viewing's notes, own photos and voice notes. */
export const journalTexts = {
  JOURNAL_CLOSED: {
    en: 'Nothing can be written down about this viewing now.',
    nl: 'Over deze bezichtiging kan nu niets worden vastgelegd.',
    de: 'Zu dieser Besichtigung kann jetzt nichts festgehalten werden.',
    fr: 'Rien ne peut être noté sur cette visite pour le moment.',
    es: 'Ahora no se puede anotar nada sobre esta visita.',
  },
  JOURNAL_UNOPENED: {
    en: 'The journal of this viewing is not open yet.',
    nl: 'Het dagboek van deze bezichtiging is nog niet open.',
    de: 'Das Tagebuch dieser Besichtigung ist noch nicht offen.',
    fr: 'Le journal de cette visite n’est pas encore ouvert.',
    es: 'El diario de esta visita todavía no está abierto.',
  },
  NAVIGATION_CLOSED: {
    en: 'The way to this viewing is not shown now.',
    nl: 'De weg naar deze bezichtiging wordt nu niet getoond.',
    de: 'Der Weg zu dieser Besichtigung wird jetzt nicht gezeigt.',
    fr: 'Le chemin vers cette visite n’est pas indiqué pour le moment.',
    es: 'El camino a esta visita no se muestra ahora.',
  },
  NOTE_TOO_SHORT: {
    en: 'A note has at least {least} characters.',
    nl: 'Een notitie heeft ten minste {least} tekens.',
    de: 'Eine Notiz hat mindestens {least} Zeichen.',
    fr: 'Une note compte au moins {least} caractères.',
    es: 'Una nota tiene al menos {least} caracteres.',
  },
} as const

/** What is not found of them. */
export const journalNouns = {
  note: { en: 'note', nl: 'Notitie', de: 'Notiz', fr: 'Note', es: 'la nota' },
  'voice note': { en: 'voice note', nl: 'Spraakbericht', de: 'Sprachnotiz', fr: 'Note vocale', es: 'la nota de voz' },
} as const
