import type { Texts } from '../../kernel/mail-texts.ts'

/** The link by which a client logs in without a password. */
export const logInLink: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
}> = {
  en: ({ firstName, company, address }) => ({
    subject: `Your link to log in at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

with this link you log in at ${company}:

${address}

It works once, within 15 minutes. If you did not ask for it, you need not do anything; do not pass it on.
`,
  }),
  nl: ({ firstName, company, address }) => ({
    subject: `Uw link om u aan te melden bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

met deze link meldt u zich aan bij ${company}:

${address}

De link werkt één keer, binnen 15 minuten. Hebt u er niet om gevraagd, dan hoeft u niets te doen; geef hem niet door.
`,
  }),
  de: ({ firstName, company, address }) => ({
    subject: `Ihr Link zum Anmelden bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

mit diesem Link melden Sie sich bei ${company} an:

${address}

Er gilt einmal, innerhalb von 15 Minuten. Wenn Sie ihn nicht angefordert haben, ist nichts zu tun; bitte geben Sie ihn nicht weiter.
`,
  }),
  fr: ({ firstName, company, address }) => ({
    subject: `Votre lien pour vous connecter chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

avec ce lien, vous vous connectez chez ${company} :

${address}

Il sert une fois, dans les 15 minutes. Si vous ne l’avez pas demandé, il n’y a rien à faire ; veuillez ne pas le transmettre.
`,
  }),
  es: ({ firstName, company, address }) => ({
    subject: `Su enlace para iniciar sesión en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

con este enlace usted inicia sesión en ${company}:

${address}

Funciona una vez, durante 15 minutos. Si no lo ha pedido, no hay nada que hacer; no lo comparta.
`,
  }),
}
