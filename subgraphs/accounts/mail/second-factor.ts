import type { Texts } from '../../kernel/mail-texts.ts'

/** What became of somebody's second factor. */
type Told = 'ON' | 'OFF' | 'RESET' | 'RECOVERY_USED'

interface Facts {
  readonly firstName: string
  readonly company: string
  readonly told: Told
  readonly address: string
}

/** What somebody is told when their second factor is switched on or off, reset, or was gone around by a code for recovery. */
export const secondFactorMail: Texts<Facts> = {
  en: ({ firstName, company, told, address }) => ({
    subject: `Your second factor at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

${
  {
    ON: 'from now on you are asked for a code of your app when you log in.',
    OFF: 'you are not asked for a code of your app any more when you log in.',
    RESET: 'an administrator has taken your second factor away: you are not asked for a code any more when you log in.',
    RECOVERY_USED: 'somebody has logged in with one of your codes for recovery, which is used up by that.',
  }[told]
}

If that was not you and you did not ask for it, reset your password there at once and tell us:

${address}
`,
  }),
  nl: ({ firstName, company, told, address }) => ({
    subject: `Uw tweede factor bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

${
  {
    ON: 'vanaf nu wordt u bij het aanmelden om een code van uw app gevraagd.',
    OFF: 'u wordt bij het aanmelden niet meer om een code van uw app gevraagd.',
    RESET: 'een beheerder heeft uw tweede factor weggehaald: u wordt bij het aanmelden niet meer om een code gevraagd.',
    RECOVERY_USED: 'iemand heeft zich aangemeld met een van uw herstelcodes, die daarmee is verbruikt.',
  }[told]
}

Was u dit niet en hebt u er niet om gevraagd, stel dan daar meteen uw wachtwoord opnieuw in en laat het ons weten:

${address}
`,
  }),
  de: ({ firstName, company, told, address }) => ({
    subject: `Ihr zweiter Faktor bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

${
  {
    ON: 'ab jetzt werden Sie bei der Anmeldung nach einem Code Ihrer App gefragt.',
    OFF: 'Sie werden bei der Anmeldung nicht mehr nach einem Code Ihrer App gefragt.',
    RESET:
      'ein Administrator hat Ihren zweiten Faktor entfernt: Sie werden bei der Anmeldung nicht mehr nach einem Code gefragt.',
    RECOVERY_USED: 'jemand hat sich mit einem Ihrer Codes zur Wiederherstellung angemeldet, der damit verbraucht ist.',
  }[told]
}

Waren Sie das nicht und haben Sie nicht darum gebeten, setzen Sie bitte dort sofort Ihr Passwort zurück, und sagen Sie uns Bescheid:

${address}
`,
  }),
  fr: ({ firstName, company, told, address }) => ({
    subject: `Votre second facteur chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

${
  {
    ON: 'désormais, un code de votre application vous sera demandé lors de la connexion.',
    OFF: 'un code de votre application ne vous sera plus demandé lors de la connexion.',
    RESET:
      'un administrateur a retiré votre second facteur : aucun code ne vous sera plus demandé lors de la connexion.',
    RECOVERY_USED: 'quelqu’un s’est connecté avec l’un de vos codes de récupération, qui est désormais utilisé.',
  }[told]
}

Si ce n’était pas vous et que vous ne l’avez pas demandé, veuillez y réinitialiser aussitôt votre mot de passe et nous prévenir :

${address}
`,
  }),
  es: ({ firstName, company, told, address }) => ({
    subject: `Su segundo factor en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

${
  {
    ON: 'a partir de ahora se le pedirá un código de su aplicación al iniciar sesión.',
    OFF: 'ya no se le pedirá un código de su aplicación al iniciar sesión.',
    RESET: 'un administrador ha retirado su segundo factor: ya no se le pedirá ningún código al iniciar sesión.',
    RECOVERY_USED: 'alguien ha iniciado sesión con uno de sus códigos de recuperación, que ya queda gastado.',
  }[told]
}

Si no fue usted ni lo ha pedido, restablezca allí enseguida su contraseña y avísenos:

${address}
`,
  }),
}
