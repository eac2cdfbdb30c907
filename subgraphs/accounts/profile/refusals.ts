/** What is refused of what an account says of its person. */
export const profileTexts = {
  PHONE_INVALID: {
    en: 'A phone number has 5 to 30 digits, spaces and signs.',
    nl: 'Een telefoonnummer heeft 5 tot 30 cijfers, spaties en tekens.',
    de: 'Eine Telefonnummer hat 5 bis 30 Ziffern, Leerzeichen und Zeichen.',
    fr: 'Un numéro de téléphone compte de 5 à 30 chiffres, espaces et signes.',
    es: 'Un número de teléfono tiene de 5 a 30 cifras, espacios y signos.',
  },
} as const
