import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told whose address is registered anew though it has an account: the page itself does not tell (ACC-9). */
export const alreadyRegistered: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
  readonly email: string
}> = {
  en: ({ firstName, company, address, email }) => ({
    subject: `You already have an account at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

somebody has just registered for the portal of ${company} with your email address. You already have an account there, so no second one was opened. Log in here, or choose a new password if you have forgotten it:

${address}

Email: ${email}

If it was not you, there is nothing to do.
`,
  }),
  nl: ({ firstName, company, address, email }) => ({
    subject: `U hebt al een account bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

iemand heeft zich zojuist met uw e-mailadres geregistreerd voor het portaal van ${company}. U hebt daar al een account, daarom is er geen tweede geopend. Meld u hier aan, of kies een nieuw wachtwoord als u het bent vergeten:

${address}

E-mailadres: ${email}

Als u dit niet was, hoeft u niets te doen.
`,
  }),
  de: ({ firstName, company, address, email }) => ({
    subject: `Sie haben bereits ein Konto bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

jemand hat sich soeben mit Ihrer E-Mail-Adresse für das Portal von ${company} registriert. Sie haben dort bereits ein Konto, daher wurde kein zweites eröffnet. Melden Sie sich hier an, oder wählen Sie ein neues Passwort, wenn Sie es vergessen haben:

${address}

E-Mail: ${email}

Wenn Sie das nicht waren, ist nichts zu tun.
`,
  }),
  fr: ({ firstName, company, address, email }) => ({
    subject: `Vous avez déjà un compte chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

quelqu’un vient de s’inscrire sur le portail de ${company} avec votre adresse e-mail. Vous y avez déjà un compte, et aucun second compte n’a été ouvert. Connectez-vous ici, ou choisissez un nouveau mot de passe si vous l’avez oublié :

${address}

E-mail : ${email}

Si ce n’était pas vous, vous n’avez rien à faire.
`,
  }),
  es: ({ firstName, company, address, email }) => ({
    subject: `Usted ya tiene una cuenta en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

alguien acaba de registrarse en el portal de ${company} con su dirección de correo electrónico. Usted ya tiene una cuenta allí, por lo que no se ha abierto una segunda. Inicie sesión aquí, o elija una contraseña nueva si la ha olvidado:

${address}

Correo electrónico: ${email}

Si no ha sido usted, no tiene que hacer nada.
`,
  }),
}
