/** What is refused of codes and links that were mailed. */
export const proofTexts = {
  CODE_WRONG: {
    en: 'This code is not right, or not any more. Only the one in the newest mail serves, for ten minutes and five tries; that mail may take a minute to come.',
    nl: 'Deze code klopt niet of niet meer. Alleen die in de nieuwste e-mail geldt, tien minuten en vijf pogingen lang; die e-mail kan een minuut op zich laten wachten.',
    de: 'Dieser Code stimmt nicht oder nicht mehr. Nur der in der neuesten E-Mail gilt, zehn Minuten und fünf Versuche lang; sie kann eine Minute auf sich warten lassen.',
    fr: 'Ce code n’est pas ou plus correct. Seul celui du dernier courriel est valable, pendant dix minutes et pour cinq essais ; ce courriel peut mettre une minute à arriver.',
    es: 'Este código no es correcto o ya no lo es. Solo sirve el del último correo, durante diez minutos y cinco intentos; ese correo puede tardar un minuto en llegar.',
  },
  LINK_WRONG: {
    en: 'This link is not right, or not any more. Only the one in the newest mail serves, once; ask for a new one if it does not.',
    nl: 'Deze link klopt niet of niet meer. Alleen die in de nieuwste e-mail geldt, één keer; vraag een nieuwe aan als die niet werkt.',
    de: 'Dieser Link stimmt nicht oder nicht mehr. Nur der in der neuesten E-Mail gilt, und nur einmal; sonst fordern Sie bitte einen neuen an.',
    fr: 'Ce lien n’est pas ou plus correct. Seul celui du dernier courriel est valable, une seule fois ; sinon, veuillez en demander un nouveau.',
    es: 'Este enlace no es correcto o ya no lo es. Solo sirve el del último correo, una sola vez; si no, pida uno nuevo.',
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
