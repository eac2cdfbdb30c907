import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is sent who registers, to show that they read this address (ACC-7). */
export const registrationCode: Texts<{ readonly company: string; readonly code: string }> = {
  en: ({ company, code }) => ({
    subject: `Your code for the portal of ${company}`,
    text: `Hello,

to open your account on the portal of ${company}, please enter this code:

Code: ${code}

It works for 10 minutes. If it was not you who asked for it, there is nothing to do.
`,
  }),
  nl: ({ company, code }) => ({
    subject: `Uw code voor het portaal van ${company}`,
    text: `Goedendag,

voer deze code in om uw account op het portaal van ${company} te openen:

Code: ${code}

De code is 10 minuten geldig. Als u hier niet om hebt gevraagd, hoeft u niets te doen.
`,
  }),
  de: ({ company, code }) => ({
    subject: `Ihr Code für das Portal von ${company}`,
    text: `Guten Tag,

um Ihr Konto im Portal von ${company} zu eröffnen, geben Sie bitte diesen Code ein:

Code: ${code}

Er gilt 10 Minuten. Wenn Sie ihn nicht angefordert haben, ist nichts zu tun.
`,
  }),
  fr: ({ company, code }) => ({
    subject: `Votre code pour le portail de ${company}`,
    text: `Bonjour,

pour ouvrir votre compte sur le portail de ${company}, veuillez saisir ce code :

Code : ${code}

Il est valable 10 minutes. Si vous ne l’avez pas demandé, vous n’avez rien à faire.
`,
  }),
  es: ({ company, code }) => ({
    subject: `Su código para el portal de ${company}`,
    text: `Buenos días:

para abrir su cuenta en el portal de ${company}, introduzca este código:

Código: ${code}

Es válido durante 10 minutos. Si usted no lo ha pedido, no tiene que hacer nada.
`,
  }),
}
