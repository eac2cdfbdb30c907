import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is sent who registers, to show that they read this address (ACC-7). */
export const registrationCode: Texts<{ readonly firstName: string; readonly company: string; readonly code: string }> =
  {
    en: ({ firstName, company, code }) => ({
      subject: `Your code for the portal of ${company}`,
      text: `Hello${firstName && ` ${firstName}`},

to open your account on the portal of ${company}, please enter this code:

Code: ${code}

It works for 10 minutes. If it was not you who asked for it, there is nothing to do.
`,
    }),
    nl: ({ firstName, company, code }) => ({
      subject: `Uw code voor het portaal van ${company}`,
      text: `Goedendag${firstName && ` ${firstName}`},

voer deze code in om uw account op het portaal van ${company} te openen:

Code: ${code}

De code is 10 minuten geldig. Als u hier niet om hebt gevraagd, hoeft u niets te doen.
`,
    }),
    de: ({ firstName, company, code }) => ({
      subject: `Ihr Code für das Portal von ${company}`,
      text: `Guten Tag${firstName && ` ${firstName}`},

um Ihr Konto im Portal von ${company} zu eröffnen, geben Sie bitte diesen Code ein:

Code: ${code}

Er gilt 10 Minuten. Wenn Sie ihn nicht angefordert haben, ist nichts zu tun.
`,
    }),
    fr: ({ firstName, company, code }) => ({
      subject: `Votre code pour le portail de ${company}`,
      text: `Bonjour${firstName && ` ${firstName}`},

pour ouvrir votre compte sur le portail de ${company}, veuillez saisir ce code :

Code : ${code}

Il est valable 10 minutes. Si vous ne l’avez pas demandé, vous n’avez rien à faire.
`,
    }),
    es: ({ firstName, company, code }) => ({
      subject: `Su código para el portal de ${company}`,
      text: `Buenos días${firstName && `, ${firstName}`}:

para abrir su cuenta en el portal de ${company}, introduzca este código:

Código: ${code}

Es válido durante 10 minutos. Si usted no lo ha pedido, no tiene que hacer nada.
`,
    }),
  }
