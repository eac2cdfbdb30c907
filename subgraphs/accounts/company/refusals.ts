/** What is refused about companies. */
export const companyTexts = {
  COMPANY_EXISTS: {
    en: 'A company has been founded here; another one is made by whoever runs the server (npm run company).',
    nl: 'Hier is al een bedrijf opgericht; een volgend maakt wie de server beheert (npm run company).',
    de: 'Hier wurde schon ein Unternehmen angelegt; ein weiteres legt an, wer den Server betreibt (npm run company).',
    fr: 'Une entreprise existe déjà ici. Une autre est créée par qui gère le serveur (npm run company).',
    es: 'Aquí ya se ha creado una empresa; otra la crea quien administra el servidor (npm run company).',
  },
  HANDLE_INVALID: {
    en: 'A handle has 2 to 40 small letters, digits and inner hyphens.',
    nl: 'Een handle heeft 2 tot 40 kleine letters, cijfers en koppeltekens binnenin.',
    de: 'Ein Kurzname hat 2 bis 40 Kleinbuchstaben, Ziffern und Bindestriche im Inneren.',
    fr: 'Un identifiant compte de 2 à 40 minuscules, chiffres et traits d’union intérieurs.',
    es: 'Un identificador tiene de 2 a 40 minúsculas, cifras y guiones interiores.',
  },
  HANDLE_TAKEN: {
    en: 'Another company has this handle.',
    nl: 'Een ander bedrijf heeft deze handle.',
    de: 'Ein anderes Unternehmen hat diesen Kurznamen.',
    fr: 'Une autre entreprise a cet identifiant.',
    es: 'Otra empresa tiene este identificador.',
  },
} as const
