/** What is refused when staff write notes about contacts. */
export const noteTexts = {
  TEXT_MISSING: {
    en: 'This must not be empty.',
    nl: 'Dit mag niet leeg zijn.',
    de: 'Dies darf nicht leer sein.',
    fr: 'Ceci ne doit pas être vide.',
    es: 'Esto no puede quedar vacío.',
  },
  NOTE_OF_ANOTHER: {
    en: 'Somebody else wrote this note: only they and administrators change it.',
    nl: 'Iemand anders heeft deze notitie geschreven: alleen diegene en beheerders wijzigen ze.',
    de: 'Jemand anderes hat diese Notiz geschrieben: nur diese Person und Administratoren ändern sie.',
    fr: 'Quelqu’un d’autre a écrit cette note : seuls cette personne et les administrateurs la modifient.',
    es: 'Otra persona ha escrito esta nota: solo ella y los administradores la modifican.',
  },
} as const
