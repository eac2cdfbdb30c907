/** What is refused of feedback. */
export const feedbackTexts = {
  FEEDBACK_EMPTY: {
    en: 'Feedback is an overall mark, a text, or both.',
    nl: 'Feedback is een totaalcijfer, een tekst of beide.',
    de: 'Feedback ist eine Gesamtnote, ein Text oder beides.',
    fr: 'Un avis est une note d’ensemble, un texte, ou les deux.',
    es: 'Una opinión es una nota global, un texto o ambos.',
  },
  FEEDBACK_TOO_SHORT: {
    en: 'Feedback has at least {least} characters.',
    nl: 'Feedback heeft ten minste {least} tekens.',
    de: 'Feedback hat mindestens {least} Zeichen.',
    fr: 'Un avis compte au moins {least} caractères.',
    es: 'Una opinión tiene como mínimo {least} caracteres.',
  },
  OVERALL_INVALID: {
    en: 'The overall mark is a whole number from 1 to {most}.',
    nl: 'Het totaalcijfer is een geheel getal van 1 tot en met {most}.',
    de: 'Die Gesamtnote ist eine ganze Zahl von 1 bis {most}.',
    fr: 'La note d’ensemble est un nombre entier de 1 à {most}.',
    es: 'La nota global es un número entero de 1 a {most}.',
  },
  FEEDBACK_TOO_EARLY: {
    en: 'Feedback can be given once the viewing is over.',
    nl: 'Feedback kan worden gegeven zodra de bezichtiging voorbij is.',
    de: 'Feedback kann gegeben werden, sobald die Besichtigung vorbei ist.',
    fr: 'Un avis peut être donné une fois la visite terminée.',
    es: 'Se puede opinar cuando la visita haya terminado.',
  },
  VIEWING_NOT_HELD: {
    en: 'Feedback is for viewings that took place.',
    nl: 'Feedback is voor bezichtigingen die hebben plaatsgevonden.',
    de: 'Feedback gilt Besichtigungen, die stattgefunden haben.',
    fr: 'Un avis porte sur une visite qui a eu lieu.',
    es: 'Se opina sobre visitas que han tenido lugar.',
  },
  FEEDBACK_FINAL: {
    en: 'Feedback can be changed for {days} days.',
    nl: 'Feedback kan {days} dagen lang worden gewijzigd.',
    de: 'Feedback kann {days} Tage lang geändert werden.',
    fr: 'Un avis peut être modifié pendant {days} jours.',
    es: 'Una opinión se puede cambiar durante {days} días.',
  },
  FEEDBACK_OF_CLIENT: {
    en: 'The client has given this feedback; only they can change it.',
    nl: 'De klant heeft deze feedback gegeven; alleen de klant kan die wijzigen.',
    de: 'Der Kunde hat dieses Feedback gegeben; nur er kann es ändern.',
    fr: 'Le client a donné cet avis ; lui seul peut le modifier.',
    es: 'El cliente ha dado esta opinión; solo él puede cambiarla.',
  },
} as const
