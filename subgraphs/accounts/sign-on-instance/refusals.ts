/** What is refused when a company says by which providers its clients come in. */
export const signOnInstanceTexts = {
  SIGN_ON_ISSUER_TAKEN: {
    en: 'There is an instance with this issuer already.',
    nl: 'Er is al een instantie met deze uitgever.',
    de: 'Es gibt schon eine Instanz mit diesem Aussteller.',
    fr: 'Il y a déjà une instance avec cet émetteur.',
    es: 'Ya hay una instancia con este emisor.',
  },
  SIGN_ON_ISSUER_PRIVATE: {
    en: 'This issuer’s address does not lead to the public internet; ask whoever runs the server to allow its network.',
    nl: 'Het adres van deze uitgever leidt niet naar het openbare internet; vraag de beheerder van de server het netwerk toe te staan.',
    de: 'Die Adresse dieses Ausstellers führt nicht ins öffentliche Internet; bitte lassen Sie ihr Netz vom Betreiber des Servers freigeben.',
    fr: 'L’adresse de cet émetteur ne mène pas à l’internet public. Veuillez demander à l’exploitant du serveur d’autoriser son réseau.',
    es: 'La dirección de este emisor no lleva a la internet pública; pida a quien opera el servidor que permita su red.',
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
