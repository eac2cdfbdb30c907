import type { Texts } from '../../kernel/mail-texts.ts'

/** What a new member of staff is told. */
export const staffInvitation: Texts<{
  readonly firstName: string
  readonly company: string
  readonly handle: string
  readonly address: string
  readonly email: string
  readonly password: string
}> = {
  en: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Your staff log-in at ${company}`,
    text: `Hello ${firstName},

you are now a member of staff of ${company}:

${address}

Company: ${handle}
Email: ${email}
Temporary password: ${password}

The temporary password works for 72 hours. After logging in you choose one of your own.
`,
  }),
  nl: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Uw toegang als medewerker van ${company}`,
    text: `Goedendag ${firstName},

u bent nu medewerker van ${company}:

${address}

Bedrijf: ${handle}
E-mailadres: ${email}
Tijdelijk wachtwoord: ${password}

Het tijdelijke wachtwoord is 72 uur geldig. Na het aanmelden kiest u een eigen wachtwoord.
`,
  }),
  de: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Ihr Zugang für das Team von ${company}`,
    text: `Guten Tag ${firstName},

Sie gehören jetzt zum Team von ${company}:

${address}

Unternehmen: ${handle}
E-Mail: ${email}
Vorläufiges Passwort: ${password}

Das vorläufige Passwort gilt 72 Stunden. Nach der Anmeldung wählen Sie ein eigenes.
`,
  }),
  fr: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Votre accès au sein de l’équipe de ${company}`,
    text: `Bonjour ${firstName},

vous faites maintenant partie de l’équipe de ${company} :

${address}

Entreprise : ${handle}
E-mail : ${email}
Mot de passe provisoire : ${password}

Le mot de passe provisoire est valable 72 heures. Après la connexion, vous en choisirez un vous-même.
`,
  }),
  es: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Su acceso como miembro del equipo de ${company}`,
    text: `Buenos días, ${firstName}:

usted ya forma parte del equipo de ${company}:

${address}

Empresa: ${handle}
Correo electrónico: ${email}
Contraseña provisional: ${password}

La contraseña provisional es válida durante 72 horas. Después de iniciar sesión, usted elegirá una propia.
`,
  }),
}
