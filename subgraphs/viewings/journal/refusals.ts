/** What is refused of a viewing's notes, own photos and voice notes. */
export const journalTexts = {
  JOURNAL_CLOSED: {
    en: 'Nothing can be written down about this viewing now.',
    nl: 'Over deze bezichtiging kan nu niets worden vastgelegd.',
    de: 'Zu dieser Besichtigung kann jetzt nichts festgehalten werden.',
    fr: 'Rien ne peut être noté sur cette visite pour le moment.',
    es: 'Ahora no se puede anotar nada sobre esta visita.',
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
  voiceNote: { en: 'voice note', nl: 'Spraakbericht', de: 'Sprachnotiz', fr: 'Note vocale', es: 'la nota de voz' },
} as const
