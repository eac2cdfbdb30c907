import type { Texts } from '../../kernel/mail-texts.ts'

/** The code by which somebody chooses a new password (ACC-12). */
export const passwordReset: Texts<{
  readonly firstName: string
  readonly company: string
  readonly code: string
}> = {
  en: ({ firstName, company, code }) => ({
    subject: `Your code for a new password at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

with this code you choose a new password at ${company}:

Code: ${code}

It is valid for ten minutes. If you did not ask for it, you need not do anything: your password stays as it is.
`,
  }),
  nl: ({ firstName, company, code }) => ({
    subject: `Uw code voor een nieuw wachtwoord bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

met deze code kiest u een nieuw wachtwoord bij ${company}:

Code: ${code}

De code is tien minuten geldig. Hebt u er niet om gevraagd, dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.
`,
  }),
  de: ({ firstName, company, code }) => ({
    subject: `Ihr Code für ein neues Passwort bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

mit diesem Code wählen Sie ein neues Passwort bei ${company}:

Code: ${code}

Er gilt zehn Minuten. Wenn Sie ihn nicht angefordert haben, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.
`,
  }),
  fr: ({ firstName, company, code }) => ({
    subject: `Votre code pour un nouveau mot de passe chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

avec ce code, vous choisissez un nouveau mot de passe chez ${company} :

Code : ${code}

Il est valable dix minutes. Si vous ne l’avez pas demandé, il n’y a rien à faire : votre mot de passe reste tel quel.
`,
  }),
  es: ({ firstName, company, code }) => ({
    subject: `Su código para una contraseña nueva en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

con este código usted elige una contraseña nueva en ${company}:

Código: ${code}

Es válido durante diez minutos. Si no lo ha pedido, no hay nada que hacer: su contraseña sigue como está.
`,
  }),
}
