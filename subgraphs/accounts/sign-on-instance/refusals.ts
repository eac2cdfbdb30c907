/** What is refused when a company says by which providers its clients come in. */
export const signOnInstanceTexts = {
  SIGN_ON_ISSUER_TAKEN: {
    en: 'There is an instance with this issuer already.',
    nl: 'Er is al een instantie met deze uitgever.',
    de: 'Es gibt schon eine Instanz mit diesem Aussteller.',
    fr: 'Il y a déjà une instance avec cet émetteur.',
    es: 'Ya hay una instancia con este emisor.',
  },
} as const

export const signOnInstanceWords = {
  'sign-on instance': {
    en: 'sign-on instance',
    nl: 'Instantie voor aanmelding',
    de: 'Anmeldeinstanz',
    fr: 'Instance de connexion',
    es: 'la instancia de acceso',
  },
} as const
