/** What is refused to staff who change an account. */
export const accountEditTexts = {
  ACCOUNT_NOT_ACTIVE: {
    en: 'This account is not active yet.',
    nl: 'Dit account is nog niet actief.',
    de: 'Dieses Konto ist noch nicht aktiv.',
    fr: 'Ce compte n’est pas encore actif.',
    es: 'Esta cuenta aún no está activa.',
  },
  LEAD_NOT_ACCEPTED: {
    en: 'Staff rejected this person as a lead or called them spam: accept them by contactReview first.',
    nl: 'Medewerkers hebben deze persoon als lead afgewezen of als spam aangemerkt: accepteer deze eerst met contactReview.',
    de: 'Diese Person wurde als Lead abgelehnt oder als Spam bezeichnet: nehmen Sie sie zuerst mit contactReview an.',
    fr: 'Cette personne a été refusée comme prospect ou signalée comme spam : acceptez-la d’abord par contactReview.',
    es: 'Esta persona fue rechazada como cliente potencial o marcada como spam: acéptela primero con contactReview.',
  },
  PASSWORD_MISSING: {
    en: 'There is no password that could be changed: this person comes in another way.',
    nl: 'Er is geen wachtwoord dat gewijzigd kan worden: deze persoon komt op een andere manier binnen.',
    de: 'Es gibt kein Passwort, das sich ändern ließe: diese Person kommt auf anderem Weg herein.',
    fr: 'Il n’y a pas de mot de passe à modifier : cette personne se connecte autrement.',
    es: 'No hay contraseña que cambiar: esta persona entra de otra manera.',
  },
} as const
