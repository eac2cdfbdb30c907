/** What is refused of ratings. */
export const ratingTexts = {
  RATING_INVALID: {
    en: 'A rating is a whole number from {least} to {most}.',
    nl: 'Een beoordeling is een geheel getal van {least} tot {most}.',
    de: 'Eine Bewertung ist eine ganze Zahl von {least} bis {most}.',
    fr: 'Une note est un nombre entier de {least} à {most}.',
    es: 'Una valoración es un número entero de {least} a {most}.',
  },
} as const
