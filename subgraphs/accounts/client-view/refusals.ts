/** What is refused to staff who want to look at the portal as a client sees it. */
export const clientViewTexts = {
  VIEW_REASON_TOO_SHORT: {
    en: 'Say why, in at least {least} characters: the client can read it.',
    nl: 'Zeg waarom, in ten minste {least} tekens: de klant kan het lezen.',
    de: 'Bitte sagen Sie warum, mit mindestens {least} Zeichen: der Kunde kann es lesen.',
    fr: 'Veuillez dire pourquoi, en au moins {least} caractères : le client peut le lire.',
    es: 'Diga por qué, con al menos {least} caracteres: el cliente puede leerlo.',
  },
} as const
