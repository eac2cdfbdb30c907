import type { Texts } from '../../kernel/mail-texts.ts'

/** What goes to the address that a client wants to log in with (ACC-17). */
export const emailChangeCode: Texts<{
  readonly company: string
  readonly code: string
}> = {
  en: ({ company, code }) => ({
    subject: `${code} is your code for ${company}`,
    text: `Hello,

you want to log in to the portal of ${company} with this address. Enter this code there:

Code: ${code}

It works for 10 minutes. If it was not you, there is nothing to do: without the code nothing changes.
`,
  }),
  nl: ({ company, code }) => ({
    subject: `${code} is uw code voor ${company}`,
    text: `Goedendag,

u wilt zich met dit adres aanmelden bij het portaal van ${company}. Voer daar deze code in:

Code: ${code}

De code is 10 minuten geldig. Was u het niet, dan hoeft u niets te doen: zonder de code verandert er niets.
`,
  }),
  de: ({ company, code }) => ({
    subject: `${code} ist Ihr Code für ${company}`,
    text: `Guten Tag,

Sie möchten sich mit dieser Adresse am Portal von ${company} anmelden. Bitte geben Sie dort diesen Code ein:

Code: ${code}

Er gilt 10 Minuten. Waren Sie es nicht, ist nichts zu tun: ohne den Code ändert sich nichts.
`,
  }),
  fr: ({ company, code }) => ({
    subject: `${code} est votre code pour ${company}`,
    text: `Bonjour,

Vous souhaitez vous connecter au portail de ${company} avec cette adresse. Veuillez y saisir ce code :

Code : ${code}

Il est valable 10 minutes. Si ce n’était pas vous, il n’y a rien à faire : sans le code, rien ne change.
`,
  }),
  es: ({ company, code }) => ({
    subject: `${code} es su código para ${company}`,
    text: `Buenos días:

usted quiere iniciar sesión en el portal de ${company} con esta dirección. Introduzca allí este código:

Código: ${code}

Es válido durante 10 minutos. Si no ha sido usted, no tiene que hacer nada: sin el código no cambia nada.
`,
  }),
}
