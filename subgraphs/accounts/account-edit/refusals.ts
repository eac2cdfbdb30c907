/** What is refused to staff who change an account. */
export const accountEditTexts = {
  ACCOUNT_NOT_ACTIVE: {
    en: 'This account is not active yet.',
    nl: 'Dit account is nog niet actief.',
    de: 'Dieses Konto ist noch nicht aktiv.',
    fr: 'Ce compte n’est pas encore actif.',
    es: 'Esta cuenta aún no está activa.',
  },
  PASSWORD_MISSING: {
    en: 'There is no password that could be changed: this person comes in another way.',
    nl: 'Er is geen wachtwoord dat gewijzigd kan worden: deze persoon komt op een andere manier binnen.',
    de: 'Es gibt kein Passwort, das sich ändern ließe: diese Person kommt auf anderem Weg herein.',
    fr: 'Il n’y a pas de mot de passe à modifier : cette personne se connecte autrement.',
    es: 'No hay contraseña que cambiar: esta persona entra de otra manera.',
  },
} as const
