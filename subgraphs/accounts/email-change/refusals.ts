/** What is refused to a client who wants another address. */
export const emailChangeTexts = {
  EMAIL_UNCHANGED: {
    en: 'This is the address you have.',
    nl: 'Dit is het adres dat u al hebt.',
    de: 'Dies ist die Adresse, die Sie schon haben.',
    fr: 'Ceci est déjà votre adresse.',
    es: 'Esta es la dirección que ya tiene.',
  },
} as const
