/** What is refused of what clients say of properties. */
export const interestTexts = {
  REASON_MISSING: {
    en: 'Say why: choose a reason or write one.',
    nl: 'Zeg waarom: kies een reden of schrijf er een.',
    de: 'Bitte sagen Sie, warum: Wählen Sie einen Grund oder schreiben Sie einen.',
    fr: 'Veuillez dire pourquoi : choisissez une raison ou écrivez-en une.',
    es: 'Diga por qué: elija un motivo o escriba uno.',
  },
  REASON_UNWANTED: {
    en: 'Reasons are given with REJECTED only.',
    nl: 'Redenen horen alleen bij REJECTED.',
    de: 'Gründe gehören nur zu REJECTED.',
    fr: 'Les raisons ne vont qu’avec REJECTED.',
    es: 'Los motivos solo van con REJECTED.',
  },
  TEXT_TOO_SHORT: {
    en: 'This has at least {least} characters.',
    nl: 'Dit heeft ten minste {least} tekens.',
    de: 'Dies hat mindestens {least} Zeichen.',
    fr: 'Ceci compte au moins {least} caractères.',
    es: 'Esto tiene como mínimo {least} caracteres.',
  },
} as const
