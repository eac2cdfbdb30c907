/** What is refused of names. */
export const nameTexts = {
  NAME_HAS_WEB_ADDRESS: {
    en: 'A name has no web address in it.',
    nl: 'In een naam staat geen webadres.',
    de: 'In einem Namen steht keine Webadresse.',
    fr: 'Un nom ne contient pas d’adresse web.',
    es: 'Un nombre no contiene direcciones web.',
  },
} as const
