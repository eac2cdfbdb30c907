import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told whose address another client wanted for their own account: that one learns nothing of it (ACC-9). */
export const emailChangeTaken: Texts<{
  readonly firstName: string
  readonly company: string
}> = {
  en: ({ firstName, company }) => ({
    subject: `Your address at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

somebody wanted to log in to the portal of ${company} with this address, which is your account’s. Nothing has changed.

If it was you, with a second account: an address belongs to one account only.
`,
  }),
  nl: ({ firstName, company }) => ({
    subject: `Uw adres bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

iemand wilde zich bij het portaal van ${company} aanmelden met dit adres, dat van uw account is. Er is niets gewijzigd.

Was u het, met een tweede account: een adres hoort bij één account.
`,
  }),
  de: ({ firstName, company }) => ({
    subject: `Ihre Adresse bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

jemand wollte sich am Portal von ${company} mit dieser Adresse anmelden, die zu Ihrem Konto gehört. Es hat sich nichts geändert.

Waren Sie es, mit einem zweiten Konto: eine Adresse gehört nur zu einem Konto.
`,
  }),
  fr: ({ firstName, company }) => ({
    subject: `Votre adresse chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

Quelqu’un a voulu se connecter au portail de ${company} avec cette adresse, qui est celle de votre compte. Rien n’a changé.

Si c’était vous, avec un second compte : une adresse n’appartient qu’à un seul compte.
`,
  }),
  es: ({ firstName, company }) => ({
    subject: `Su dirección en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

alguien ha querido iniciar sesión en el portal de ${company} con esta dirección, que es la de su cuenta. No ha cambiado nada.

Si ha sido usted, con una segunda cuenta: una dirección pertenece a una sola cuenta.
`,
  }),
}
