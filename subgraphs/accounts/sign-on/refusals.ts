/** What is refused of those who sign on by the company's product. */
export const signOnTexts = {
  SIGN_ON_NOT_OFFERED: {
    en: 'This portal does not offer this way to sign on.',
    nl: 'Dit portaal biedt deze manier van aanmelden niet.',
    de: 'Dieses Portal bietet diese Anmeldung nicht an.',
    fr: 'Ce portail ne propose pas ce mode de connexion.',
    es: 'Este portal no ofrece esta forma de acceso.',
  },
  SIGN_ON_UNAVAILABLE: {
    en: '{name} does not answer at the moment; try again later, or log in here.',
    nl: '{name} antwoordt op dit moment niet; probeer het later opnieuw of meld u hier aan.',
    de: '{name} antwortet gerade nicht; bitte versuchen Sie es später, oder melden Sie sich hier an.',
    fr: '{name} ne répond pas pour le moment. Veuillez réessayer plus tard ou vous connecter ici.',
    es: '{name} no responde en este momento; vuelva a intentarlo más tarde o inicie sesión aquí.',
  },
  SIGN_ON_OVER: {
    en: 'This sign-on is over, or was begun elsewhere; begin anew.',
    nl: 'Deze aanmelding is voorbij of is elders begonnen; begin opnieuw.',
    de: 'Diese Anmeldung ist vorbei oder wurde anderswo begonnen; bitte beginnen Sie von vorn.',
    fr: 'Cette connexion est terminée ou a commencé ailleurs. Veuillez recommencer.',
    es: 'Este acceso ha terminado o empezó en otro lugar; empiece de nuevo.',
  },
  SIGN_ON_CLOSED: {
    en: 'You have no account here, and nobody can open one by themselves at the moment; ask the company for one.',
    nl: 'U hebt hier geen account en op dit moment kan niemand er zelf een openen; vraag het bedrijf erom.',
    de: 'Sie haben hier kein Konto, und zurzeit kann niemand selbst eines eröffnen; bitte fragen Sie das Unternehmen danach.',
    fr: 'Vous n’avez pas de compte ici, et personne ne peut en ouvrir pour le moment. Veuillez en demander un à l’entreprise.',
    es: 'Usted no tiene cuenta aquí y por ahora nadie puede abrir una por sí mismo; pídala a la empresa.',
  },
  SIGN_ON_IN_REVIEW: {
    en: 'The company must look at your account first; you will hear from it.',
    nl: 'Het bedrijf moet eerst naar uw account kijken; u hoort ervan.',
    de: 'Das Unternehmen muss Ihr Konto erst ansehen; Sie hören davon.',
    fr: 'L’entreprise doit d’abord examiner votre compte. Elle vous répondra.',
    es: 'La empresa debe revisar antes su cuenta; recibirá noticias suyas.',
  },
  VERIFIER_HASH_INVALID: {
    en: 'A verifier’s hash is its SHA-256 in base64url, of 43 characters.',
    nl: 'De hash van een verifier is zijn SHA-256 in base64url, van 43 tekens.',
    de: 'Der Hash eines Verifiers ist sein SHA-256 in base64url, mit 43 Zeichen.',
    fr: 'L’empreinte d’un vérificateur est son SHA-256 en base64url, de 43 caractères.',
    es: 'El hash de un verificador es su SHA-256 en base64url, de 43 caracteres.',
  },
  USER_IS_INVALID: {
    en: 'User is invalid',
    nl: 'Gebruiker is ongeldig',
    de: 'Benutzer ist ungültig',
    fr: 'L’utilisateur n’est pas valide',
    es: 'El usuario no es válido',
  },
} as const
