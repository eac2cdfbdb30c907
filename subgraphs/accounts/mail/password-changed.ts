import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told when their password was changed. */
export const passwordChanged: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
}> = {
  en: ({ firstName, company, address }) => ({
    subject: `Your password at ${company} was changed`,
    text: `Hello${firstName && ` ${firstName}`},

your password at ${company} has just been changed, and you are logged out everywhere else.

If it was not you, reset your password at once:

${address}
`,
  }),
  nl: ({ firstName, company, address }) => ({
    subject: `Uw wachtwoord bij ${company} is gewijzigd`,
    text: `Goedendag${firstName && ` ${firstName}`},

uw wachtwoord bij ${company} is zojuist gewijzigd en u bent overal elders afgemeld.

Was u dit niet, stel dan meteen uw wachtwoord opnieuw in:

${address}
`,
  }),
  de: ({ firstName, company, address }) => ({
    subject: `Ihr Passwort bei ${company} wurde geändert`,
    text: `Guten Tag${firstName && ` ${firstName}`},

Ihr Passwort bei ${company} wurde soeben geändert, und Sie sind überall sonst abgemeldet.

Wenn Sie das nicht waren, setzen Sie Ihr Passwort bitte sofort zurück:

${address}
`,
  }),
  fr: ({ firstName, company, address }) => ({
    subject: `Votre mot de passe chez ${company} a été changé`,
    text: `Bonjour${firstName && ` ${firstName}`},

votre mot de passe chez ${company} vient d’être changé, et vous êtes déconnecté partout ailleurs.

Si ce n’était pas vous, veuillez réinitialiser tout de suite votre mot de passe :

${address}
`,
  }),
  es: ({ firstName, company, address }) => ({
    subject: `Se ha cambiado su contraseña en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

su contraseña en ${company} se acaba de cambiar, y se ha cerrado su sesión en todos los demás dispositivos.

Si no ha sido usted, restablezca su contraseña enseguida:

${address}
`,
  }),
}
