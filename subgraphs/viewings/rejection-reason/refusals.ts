/** What is refused of a company's reasons for rejecting. */
export const rejectionReasonTexts = {
  POSITION_INVALID: {
    en: 'A place is a whole number from 0 to {most}.',
    nl: 'Een plaats is een geheel getal van 0 tot {most}.',
    de: 'Ein Platz ist eine ganze Zahl von 0 bis {most}.',
    fr: 'Une place est un nombre entier de 0 à {most}.',
    es: 'Un lugar es un número entero de 0 a {most}.',
  },
} as const
