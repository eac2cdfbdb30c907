/** What is refused of codes and links that were mailed. */
export const proofTexts = {
  CODE_WRONG: {
    en: 'This code is not right, or not any more; ask for a new one after five tries.',
    nl: 'Deze code klopt niet of niet meer; vraag na vijf pogingen een nieuwe aan.',
    de: 'Dieser Code stimmt nicht oder nicht mehr; bitte fordern Sie nach fünf Versuchen einen neuen an.',
    fr: 'Ce code n’est pas ou plus correct. Après cinq essais, veuillez en demander un nouveau.',
    es: 'Este código no es correcto o ya no lo es; tras cinco intentos, pida uno nuevo.',
  },
  LINK_WRONG: {
    en: 'This link is not right, or not any more; ask for a new one.',
    nl: 'Deze link klopt niet of niet meer; vraag een nieuwe aan.',
    de: 'Dieser Link stimmt nicht oder nicht mehr; bitte fordern Sie einen neuen an.',
    fr: 'Ce lien n’est pas ou plus correct. Veuillez en demander un nouveau.',
    es: 'Este enlace no es correcto o ya no lo es; pida uno nuevo.',
  },
  PROOF_TOO_SOON: {
    en: 'Wait {seconds} seconds before you ask for another one.',
    nl: 'Wacht {seconds} seconden voordat u om een nieuwe vraagt.',
    de: 'Bitte warten Sie {seconds} Sekunden, bevor Sie eine neue Nachricht anfordern.',
    fr: 'Veuillez attendre {seconds} secondes avant d’en demander un autre.',
    es: 'Espere {seconds} segundos antes de pedir otro.',
  },
  PROOF_OVER: {
    en: 'This has been done already, or took too long; begin anew.',
    nl: 'Dit is al gedaan of duurde te lang; begin opnieuw.',
    de: 'Dies ist schon erledigt oder hat zu lange gedauert; bitte beginnen Sie von vorn.',
    fr: 'Ceci est déjà fait ou a pris trop de temps. Veuillez recommencer.',
    es: 'Esto ya está hecho o ha tardado demasiado; empiece de nuevo.',
  },
} as const
