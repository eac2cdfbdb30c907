import type { Texts } from '../../kernel/mail-texts.ts'

/** What a client is told who got a portal account from staff (ACC-2). */
export const clientInvitation: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
  readonly email: string
  readonly password: string
}> = {
  en: ({ firstName, company, address, email, password }) => ({
    subject: `Your portal account at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

${company} has opened a portal account for you:

${address}

Email: ${email}
Temporary password: ${password}

The temporary password works for 72 hours. After logging in you choose one of your own.
`,
  }),
  nl: ({ firstName, company, address, email, password }) => ({
    subject: `Uw portaalaccount bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

${company} heeft een portaalaccount voor u geopend:

${address}

E-mailadres: ${email}
Tijdelijk wachtwoord: ${password}

Het tijdelijke wachtwoord is 72 uur geldig. Na het aanmelden kiest u een eigen wachtwoord.
`,
  }),
  de: ({ firstName, company, address, email, password }) => ({
    subject: `Ihr Portalkonto bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

${company} hat ein Portalkonto für Sie eröffnet:

${address}

E-Mail: ${email}
Vorläufiges Passwort: ${password}

Das vorläufige Passwort gilt 72 Stunden. Nach der Anmeldung wählen Sie ein eigenes.
`,
  }),
  fr: ({ firstName, company, address, email, password }) => ({
    subject: `Votre compte sur le portail de ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

${company} vous a ouvert un compte sur son portail :

${address}

E-mail : ${email}
Mot de passe provisoire : ${password}

Le mot de passe provisoire est valable 72 heures. Après la connexion, vous en choisirez un vous-même.
`,
  }),
  es: ({ firstName, company, address, email, password }) => ({
    subject: `Su cuenta en el portal de ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

${company} le ha abierto una cuenta en su portal:

${address}

Correo electrónico: ${email}
Contraseña provisional: ${password}

La contraseña provisional es válida durante 72 horas. Después de iniciar sesión, usted elegirá una propia.
`,
  }),
}
