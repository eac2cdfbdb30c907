import type { Texts } from '../../kernel/texts.ts'
import type { Remedy } from './diagnosis.ts'

/** What mends what a check found, in words for whoever helps a client. */
export const remedyTexts: Readonly<Record<Remedy, Texts>> = {
  PORTAL_ON: {
    en: 'An administrator switches the portal on.',
    nl: 'Een beheerder schakelt het portaal in.',
    de: 'Jemand mit Administratorrechten schaltet das Portal ein.',
    fr: 'Un administrateur active le portail.',
    es: 'Un administrador activa el portal.',
  },
  PORTAL_KEY: {
    en: 'The client uses the link with the current key {key}.',
    nl: 'De klant gebruikt de link met de huidige sleutel {key}.',
    de: 'Der Kunde nutzt den Link mit dem aktuellen Schlüssel {key}.',
    fr: 'Le client utilise le lien avec la clé actuelle {key}.',
    es: 'El cliente utiliza el enlace con la clave actual {key}.',
  },
  ACCOUNT_EXISTS: {
    en: 'You give the contact a portal account with this address.',
    nl: 'U geeft het contact een portaalaccount met dit adres.',
    de: 'Sie geben dem Kontakt ein Portalkonto mit dieser Adresse.',
    fr: 'Vous donnez au contact un compte sur le portail avec cette adresse.',
    es: 'Usted da al contacto una cuenta en el portal con esta dirección.',
  },
  EMAIL_VERIFIED: {
    en: 'The client finishes the registration by the code or link from the mail, or you give the contact an account.',
    nl: 'De klant rondt de registratie af met de code of link uit de e-mail, of u geeft het contact een account.',
    de: 'Der Kunde schließt die Registrierung mit dem Code oder Link aus der E-Mail ab, oder Sie geben dem Kontakt ein Konto.',
    fr: 'Le client termine l’inscription avec le code ou le lien du courriel, ou vous donnez un compte au contact.',
    es: 'El cliente termina el registro con el código o el enlace del correo, o usted da una cuenta al contacto.',
  },
  APPROVED: {
    en: 'You approve the registration.',
    nl: 'U keurt de registratie goed.',
    de: 'Sie genehmigen die Registrierung.',
    fr: 'Vous approuvez l’inscription.',
    es: 'Usted aprueba el registro.',
  },
  FINISHED: {
    en: 'The registration is finished and settled, or you give the contact an account.',
    nl: 'De registratie wordt afgerond en behandeld, of u geeft het contact een account.',
    de: 'Die Registrierung wird abgeschlossen und geklärt, oder Sie geben dem Kontakt ein Konto.',
    fr: 'L’inscription est terminée et réglée, ou vous donnez un compte au contact.',
    es: 'El registro se termina y se resuelve, o usted da una cuenta al contacto.',
  },
  ONE_ACCOUNT: {
    en: 'The contact has an account already: you give that one this address, or decline the registration.',
    nl: 'Het contact heeft al een account: u geeft dat dit adres, of u wijst de registratie af.',
    de: 'Der Kontakt hat bereits ein Konto: Sie geben diesem die Adresse, oder Sie lehnen die Registrierung ab.',
    fr: 'Le contact a déjà un compte : vous lui donnez cette adresse, ou vous refusez l’inscription.',
    es: 'El contacto ya tiene una cuenta: usted pone esta dirección en ella o rechaza el registro.',
  },
  NOT_DISABLED: {
    en: 'You enable the account.',
    nl: 'U schakelt het account weer in.',
    de: 'Sie geben das Konto wieder frei.',
    fr: 'Vous réactivez le compte.',
    es: 'Usted vuelve a habilitar la cuenta.',
  },
  NOT_LOCKED: {
    en: 'The client waits some minutes, or resets the password.',
    nl: 'De klant wacht enkele minuten of stelt het wachtwoord opnieuw in.',
    de: 'Der Kunde wartet einige Minuten oder setzt das Passwort zurück.',
    fr: 'Le client attend quelques minutes ou réinitialise le mot de passe.',
    es: 'El cliente espera unos minutos o restablece la contraseña.',
  },
  PASSWORD_CHANGE_NOT_DUE: {
    en: 'The client logs in and chooses a new password.',
    nl: 'De klant meldt zich aan en kiest een nieuw wachtwoord.',
    de: 'Der Kunde meldet sich an und wählt ein neues Passwort.',
    fr: 'Le client se connecte et choisit un nouveau mot de passe.',
    es: 'El cliente inicia sesión y elige una contraseña nueva.',
  },
  TEMPORARY_PASSWORD_VALID: {
    en: 'You have a new temporary password mailed.',
    nl: 'U laat een nieuw tijdelijk wachtwoord mailen.',
    de: 'Sie lassen ein neues vorläufiges Passwort zuschicken.',
    fr: 'Vous faites envoyer un nouveau mot de passe provisoire.',
    es: 'Usted hace enviar una nueva contraseña provisional.',
  },
  TERMS_ACCEPTED: {
    en: 'The client logs in and accepts the terms.',
    nl: 'De klant meldt zich aan en aanvaardt de voorwaarden.',
    de: 'Der Kunde meldet sich an und akzeptiert die Bedingungen.',
    fr: 'Le client se connecte et accepte les conditions.',
    es: 'El cliente inicia sesión y acepta las condiciones.',
  },
  RIGHT_INSTANCE: {
    en: 'The client logs in to their own instance first; if it is to be another one, you cut the account from it.',
    nl: 'De klant meldt zich eerst aan bij de eigen instantie; moet het een andere zijn, dan maakt u het account daarvan los.',
    de: 'Der Kunde meldet sich zuerst bei seiner Instanz an; soll es eine andere sein, lösen Sie das Konto von ihr.',
    fr: 'Le client se connecte d’abord à son instance ; s’il faut que ce soit une autre, vous en détachez le compte.',
    es: 'El cliente inicia sesión primero en su instancia; si debe ser otra, usted desvincula la cuenta de ella.',
  },
}
