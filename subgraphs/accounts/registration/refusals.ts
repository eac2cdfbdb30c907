/** What is refused to somebody who registers. */
export const registrationTexts = {
  PORTAL_OFF: {
    en: 'This portal is closed at the moment.',
    nl: 'Dit portaal is op dit moment gesloten.',
    de: 'Dieses Portal ist zurzeit geschlossen.',
    fr: 'Ce portail est fermé pour le moment.',
    es: 'Este portal está cerrado en este momento.',
  },
  REGISTRATION_CLOSED: {
    en: 'Nobody can register here; the company opens the accounts itself.',
    nl: 'Registreren is hier niet mogelijk; het bedrijf opent de accounts zelf.',
    de: 'Hier kann man sich nicht registrieren; das Unternehmen eröffnet die Konten selbst.',
    fr: 'Il n’est pas possible de s’inscrire ici. L’entreprise ouvre elle-même les comptes.',
    es: 'Aquí no es posible registrarse; la empresa abre las cuentas ella misma.',
  },
  NAME_TOO_SHORT: {
    en: 'A name has at least {least} characters that can be seen.',
    nl: 'Een naam heeft ten minste {least} zichtbare tekens.',
    de: 'Ein Name hat mindestens {least} sichtbare Zeichen.',
    fr: 'Un nom compte au moins {least} caractères visibles.',
    es: 'Un nombre tiene al menos {least} caracteres visibles.',
  },
  LANGUAGE_INVALID: {
    en: 'A language is a tag such as en or pt-BR.',
    nl: 'Een taal is een code zoals en of pt-BR.',
    de: 'Eine Sprache ist ein Kürzel wie en oder pt-BR.',
    fr: 'Une langue est un code tel que en ou pt-BR.',
    es: 'Un idioma es un código como en o pt-BR.',
  },
  PASSWORD_CHOSEN_LATER: {
    en: 'Here the password is chosen behind the link that is mailed.',
    nl: 'Hier wordt het wachtwoord gekozen via de link die per e-mail komt.',
    de: 'Hier wird das Passwort über den Link gewählt, der per E-Mail kommt.',
    fr: 'Ici, le mot de passe se choisit au moyen du lien envoyé par courriel.',
    es: 'Aquí la contraseña se elige mediante el enlace que llega por correo.',
  },
} as const
