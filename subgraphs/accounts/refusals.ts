import { refusals, usual } from '../kernel/refusals.ts'
import { accountEditTexts } from './account-edit/refusals.ts'
import { agentTexts } from './agent/refusals.ts'
import { apiKeyTexts } from './api-key/refusals.ts'
import { clientAccountTexts } from './client-account/refusals.ts'
import { companyTexts } from './company/refusals.ts'
import { clientViewTexts } from './client-view/refusals.ts'
import { logInLinkTexts } from './log-in-link/refusals.ts'
import { nameTexts } from './name/refusals.ts'
import { portalTexts } from './portal/refusals.ts'
import { profileDeletionTexts } from './profile-deletion/refusals.ts'
import { emailChangeTexts } from './email-change/refusals.ts'
import { profileTexts } from './profile/refusals.ts'
import { proofTexts } from './proof/refusals.ts'
import { termsTexts } from './terms/refusals.ts'
import { teamTexts } from './team/refusals.ts'
import { approvalTexts } from './approval/refusals.ts'
import { passwordAccessTexts } from './password-access/refusals.ts'
import { registrationTexts } from './registration/refusals.ts'
import { secondFactorTexts } from './second-factor/refusals.ts'
import { signOnTexts } from './sign-on/refusals.ts'
import { signOnInstanceTexts, signOnInstanceWords } from './sign-on-instance/refusals.ts'

/** Why accounts says no: each code with its text in every language. */
export const refuse = refusals(
  {
    ...usual,
    ...portalTexts,
    ...apiKeyTexts,
    ...proofTexts,
    ...termsTexts,
    ...clientViewTexts,
    ...accountEditTexts,
    ...agentTexts,
    ...companyTexts,
    ...teamTexts,
    ...profileDeletionTexts,
    ...registrationTexts,
    ...nameTexts,
    ...profileTexts,
    ...emailChangeTexts,
    ...signOnInstanceTexts,
    ...signOnTexts,
    ...approvalTexts,
    ...passwordAccessTexts,
    ...logInLinkTexts,
    ...clientAccountTexts,
    ...secondFactorTexts,
    CREDENTIALS_INVALID: {
      en: 'These log-in details are not right. After several wrong ones, wait some minutes before you try again.',
      nl: 'Deze aanmeldgegevens kloppen niet. Wacht na meerdere foute pogingen enkele minuten voordat u het opnieuw probeert.',
      de: 'Diese Anmeldedaten stimmen nicht. Bitte warten Sie nach mehreren falschen einige Minuten, bevor Sie es erneut versuchen.',
      fr: 'Ces identifiants ne sont pas corrects. Après plusieurs essais, veuillez attendre quelques minutes avant de réessayer.',
      es: 'Estos datos de acceso no son correctos. Tras varios intentos fallidos, espere unos minutos antes de volver a intentarlo.',
    },
    SESSION_ENDED: {
      en: 'This session has ended; log in again.',
      nl: 'Deze sessie is beëindigd; meld u opnieuw aan.',
      de: 'Diese Sitzung ist beendet; bitte melden Sie sich erneut an.',
      fr: 'Cette session est terminée. Veuillez vous reconnecter.',
      es: 'Esta sesión ha terminado; vuelva a iniciar sesión.',
    },
    REFRESH_TOKEN_REUSED: {
      en: 'This refresh token was used before, so its session was ended; log in again.',
      nl: 'Dit vernieuwingstoken is al eerder gebruikt, daarom is de sessie beëindigd; meld u opnieuw aan.',
      de: 'Dieses Erneuerungstoken wurde schon benutzt, daher wurde die Sitzung beendet; bitte melden Sie sich erneut an.',
      fr: 'Ce jeton de renouvellement a déjà servi, et sa session a donc été fermée. Veuillez vous reconnecter.',
      es: 'Este token de renovación ya se había usado, por lo que su sesión se cerró; vuelva a iniciar sesión.',
    },
    PASSWORD_WRONG: {
      en: 'This is not your password, or it has expired. After several wrong ones, wait some minutes.',
      nl: 'Dit is niet uw wachtwoord, of het is verlopen. Wacht na meerdere foute pogingen enkele minuten.',
      de: 'Dies ist nicht Ihr Passwort, oder es ist abgelaufen. Bitte warten Sie nach mehreren falschen einige Minuten.',
      fr: 'Ceci n’est pas votre mot de passe, ou il a expiré. Après plusieurs essais, veuillez attendre quelques minutes.',
      es: 'Esta no es su contraseña, o ha caducado. Tras varios intentos fallidos, espere unos minutos.',
    },
    PASSWORD_UNCHANGED: {
      en: 'The new password is the old one.',
      nl: 'Het nieuwe wachtwoord is het oude.',
      de: 'Das neue Passwort ist das alte.',
      fr: 'Le nouveau mot de passe est l’ancien.',
      es: 'La contraseña nueva es la anterior.',
    },
    PASSWORD_TOO_SHORT: {
      en: 'A password has at least {least} characters.',
      nl: 'Een wachtwoord heeft ten minste {least} tekens.',
      de: 'Ein Passwort hat mindestens {least} Zeichen.',
      fr: 'Un mot de passe compte au moins {least} caractères.',
      es: 'Una contraseña tiene al menos {least} caracteres.',
    },
    PASSWORD_TOO_LONG: {
      en: 'A password has at most {most} characters.',
      nl: 'Een wachtwoord heeft ten hoogste {most} tekens.',
      de: 'Ein Passwort hat höchstens {most} Zeichen.',
      fr: 'Un mot de passe compte au plus {most} caractères.',
      es: 'Una contraseña tiene como máximo {most} caracteres.',
    },
    PASSWORD_COMMON: {
      en: 'This password is among those that are tried first; choose another one.',
      nl: 'Dit wachtwoord is een van de eerste die worden geprobeerd; kies een ander.',
      de: 'Dieses Passwort gehört zu denen, die zuerst probiert werden; bitte wählen Sie ein anderes.',
      fr: 'Ce mot de passe est parmi les premiers que l’on essaie. Veuillez en choisir un autre.',
      es: 'Esta contraseña es de las que se prueban primero; elija otra.',
    },
    PASSWORD_ALREADY_CHOSEN: {
      en: 'This person has chosen a password already.',
      nl: 'Deze persoon heeft al een wachtwoord gekozen.',
      de: 'Diese Person hat bereits ein Passwort gewählt.',
      fr: 'Cette personne a déjà choisi un mot de passe.',
      es: 'Esta persona ya ha elegido una contraseña.',
    },
    NAME_MISSING: {
      en: 'A name is needed.',
      nl: 'Er is een naam nodig.',
      de: 'Es wird ein Name gebraucht.',
      fr: 'Un nom est nécessaire.',
      es: 'Hace falta un nombre.',
    },
    EMAIL_IN_USE: {
      en: 'This email address is another account’s.',
      nl: 'Dit e-mailadres is van een ander account.',
      de: 'Diese E-Mail-Adresse gehört zu einem anderen Konto.',
      fr: 'Cette adresse e-mail est celle d’un autre compte.',
      es: 'Esta dirección de correo electrónico es de otra cuenta.',
    },
    EMAIL_CHOICE_REQUIRED: {
      en: 'The contact has several email addresses; choose one.',
      nl: 'Het contact heeft meerdere e-mailadressen; kies er een.',
      de: 'Der Kontakt hat mehrere E-Mail-Adressen; bitte wählen Sie eine aus.',
      fr: 'Le contact a plusieurs adresses e-mail. Veuillez en choisir une.',
      es: 'El contacto tiene varias direcciones de correo electrónico; elija una.',
    },
    EMAIL_NOT_OF_CONTACT: {
      en: 'This is not one of the contact’s email addresses.',
      nl: 'Dit is niet een van de e-mailadressen van het contact.',
      de: 'Dies ist keine der E-Mail-Adressen des Kontakts.',
      fr: 'Ceci n’est pas l’une des adresses e-mail du contact.',
      es: 'Esta no es una de las direcciones de correo electrónico del contacto.',
    },
    CONTACT_HAS_NO_EMAIL: {
      en: 'The contact has no email address.',
      nl: 'Het contact heeft geen e-mailadres.',
      de: 'Der Kontakt hat keine E-Mail-Adresse.',
      fr: 'Le contact n’a pas d’adresse e-mail.',
      es: 'El contacto no tiene dirección de correo electrónico.',
    },
    PORTAL_USER_ALREADY_EXISTS: {
      en: 'portal user already exists',
      nl: 'portaalgebruiker bestaat al',
      de: 'Portalnutzer existiert bereits',
      fr: 'l’utilisateur du portail existe déjà',
      es: 'el usuario del portal ya existe',
    },
    CONSUMER_NOT_REPLAYABLE: {
      en: 'What this consumer does cannot be done again without harm.',
      nl: 'Wat deze consumer doet, kan niet zonder schade opnieuw worden gedaan.',
      de: 'Was dieser Consumer tut, lässt sich nicht ohne Schaden wiederholen.',
      fr: 'Ce que fait ce consommateur ne peut pas être refait sans dommage.',
      es: 'Lo que hace este consumidor no se puede repetir sin daño.',
    },
    CONSUMER_REBUILDING: {
      en: 'This consumer is just being rebuilt, or its source was restored; try again later.',
      nl: 'Deze consumer wordt juist opnieuw opgebouwd, of zijn bron is hersteld; probeer het later opnieuw.',
      de: 'Dieser Consumer wird gerade neu aufgebaut, oder seine Quelle wurde wiederhergestellt; bitte versuchen Sie es später.',
      fr: 'Ce consommateur est en reconstruction, ou sa source a été restaurée. Veuillez réessayer plus tard.',
      es: 'Este consumidor se está reconstruyendo, o su origen se ha restaurado; vuelva a intentarlo más tarde.',
    },
  },
  {
    noun: {
      ...signOnInstanceWords,
      session: { en: 'session', nl: 'Sessie', de: 'Sitzung', fr: 'Session', es: 'la sesión' },
      picture: { en: 'picture', nl: 'Foto', de: 'Bild', fr: 'Photo', es: 'la foto' },
      'API key': {
        en: 'API key',
        nl: 'API-sleutel',
        de: 'API-Schlüssel',
        fr: 'Clé d’API',
        es: 'la clave de API',
      },
      agent: { en: 'agent', nl: 'Medewerker', de: 'Teammitglied', fr: 'Collaborateur', es: 'el agente' },
      team: { en: 'team', nl: 'Team', de: 'Team', fr: 'Équipe', es: 'el equipo' },
      contact: { en: 'contact', nl: 'Contact', de: 'Kontakt', fr: 'Contact', es: 'el contacto' },
      'client account': {
        en: 'client account',
        nl: 'Klantrekening',
        de: 'Kundenkonto',
        fr: 'Compte client',
        es: 'la cuenta de cliente',
      },
      'portal key': {
        en: 'portal key',
        nl: 'Portaalsleutel',
        de: 'Portalschlüssel',
        fr: 'Clé du portail',
        es: 'la clave del portal',
      },
      'portal account': {
        en: 'portal account',
        nl: 'Portaalaccount',
        de: 'Portalkonto',
        fr: 'Compte du portail',
        es: 'la cuenta del portal',
      },
      'version of the terms': {
        en: 'version of the terms',
        nl: 'Versie van de voorwaarden',
        de: 'Fassung der Bedingungen',
        fr: 'Version des conditions',
        es: 'la versión de los términos',
      },
      'parked event': {
        en: 'parked event',
        nl: 'Geparkeerde gebeurtenis',
        de: 'Geparktes Ereignis',
        fr: 'Événement en attente',
        es: 'el evento aparcado',
      },
      consumer: { en: 'consumer', nl: 'Consumer', de: 'Consumer', fr: 'Consommateur', es: 'el consumidor' },
      'entity with events for this consumer': {
        en: 'entity with events for this consumer',
        nl: 'Object met gebeurtenissen voor deze consumer',
        de: 'Objekt mit Ereignissen für diesen Consumer',
        fr: 'Objet avec des événements pour ce consommateur',
        es: 'un objeto con eventos para este consumidor',
      },
    },
  },
)

/** What each violated constraint means to whoever asked. */
export const constraints = {
  company_handle: () => refuse('HANDLE_TAKEN', { path: ['input', 'handle'] }),
  sign_on_instance_issuer: () => refuse('SIGN_ON_ISSUER_TAKEN', { path: ['input', 'issuer'] }),
  portal_key_key: () => refuse('PORTAL_KEY_TAKEN', { path: ['input', 'key'] }),
  team_name: () => refuse('TEAM_NAME_TAKEN', { path: ['input', 'name'] }),
  agent_email: () => refuse('EMAIL_IN_USE', { path: ['input', 'email'] }),
  client_account_reference: () => refuse('REFERENCE_TAKEN', { path: ['input', 'reference'] }),
  portal_account_contact: () => refuse('PORTAL_USER_ALREADY_EXISTS', { path: ['input', 'contactId'] }),
  portal_account_email: () => refuse('EMAIL_IN_USE', { path: ['input', 'email'] }),
}
