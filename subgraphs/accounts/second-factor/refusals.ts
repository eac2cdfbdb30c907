/** What is refused of second factors. */
export const secondFactorTexts = {
  SECOND_FACTOR_CODE_WRONG: {
    en: 'This code is not right, or was used before; wait for the next one in your app.',
    nl: 'Deze code klopt niet of is al gebruikt; wacht op de volgende in uw app.',
    de: 'Dieser Code stimmt nicht oder wurde schon benutzt; bitte warten Sie auf den nächsten in Ihrer App.',
    fr: 'Ce code n’est pas correct ou a déjà servi. Veuillez attendre le suivant dans votre application.',
    es: 'Este código no es correcto o ya se ha usado; espere al siguiente en su aplicación.',
  },
  SECOND_FACTOR_OVER: {
    en: 'This took too long or too many tries; log in again.',
    nl: 'Dit duurde te lang of vergde te veel pogingen; meld u opnieuw aan.',
    de: 'Das hat zu lange gedauert oder zu viele Versuche gebraucht; bitte melden Sie sich erneut an.',
    fr: 'Cela a pris trop de temps ou trop d’essais. Veuillez vous reconnecter.',
    es: 'Esto ha tardado demasiado o ha llevado demasiados intentos; vuelva a iniciar sesión.',
  },
  SECOND_FACTOR_ON: {
    en: 'You have a second factor already; remove it first.',
    nl: 'U hebt al een tweede factor; verwijder die eerst.',
    de: 'Sie haben schon einen zweiten Faktor; bitte entfernen Sie ihn zuerst.',
    fr: 'Vous avez déjà un second facteur. Veuillez d’abord le supprimer.',
    es: 'Ya tiene un segundo factor; elimínelo antes.',
  },
  SECOND_FACTOR_OFF: {
    en: 'There is no second factor.',
    nl: 'Er is geen tweede factor.',
    de: 'Es gibt keinen zweiten Faktor.',
    fr: 'Il n’y a pas de second facteur.',
    es: 'No hay ningún segundo factor.',
  },
  SECOND_FACTOR_NOT_STARTED: {
    en: 'Begin to set up a second factor first, and confirm it within half an hour.',
    nl: 'Begin eerst met het instellen van een tweede factor en bevestig die binnen een half uur.',
    de: 'Bitte beginnen Sie zuerst mit dem Einrichten eines zweiten Faktors und bestätigen Sie ihn in einer halben Stunde.',
    fr: 'Veuillez d’abord commencer à configurer un second facteur, puis le confirmer dans la demi-heure.',
    es: 'Empiece antes a configurar un segundo factor y confírmelo en media hora.',
  },
  SECOND_FACTOR_LOCKED: {
    en: 'There were too many wrong codes; try again in an hour, or use a code for recovery.',
    nl: 'Er waren te veel verkeerde codes; probeer het over een uur opnieuw of gebruik een herstelcode.',
    de: 'Es gab zu viele falsche Codes; bitte versuchen Sie es in einer Stunde, oder nehmen Sie einen Code zur Wiederherstellung.',
    fr: 'Il y a eu trop de codes erronés. Veuillez réessayer dans une heure ou utiliser un code de récupération.',
    es: 'Ha habido demasiados códigos incorrectos; vuelva a intentarlo en una hora o use un código de recuperación.',
  },
  EXACTLY_ONE: {
    en: 'Give exactly one of these: {names}.',
    nl: 'Geef precies één van deze op: {names}.',
    de: 'Bitte geben Sie genau eines davon an: {names}.',
    fr: 'Veuillez indiquer exactement l’un de ces éléments : {names}.',
    es: 'Indique exactamente uno de estos: {names}.',
  },
} as const
