import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is sent who registers by link, or whose first request for support opens them an account (ACC-11, ACC-20). */
export const registrationLink: Texts<{
  readonly company: string
  readonly address: string
  readonly isForSupport: boolean
}> = {
  en: ({ company, address, isForSupport }) => ({
    subject: `Your account on the portal of ${company}`,
    text: `Hello,

${
  isForSupport
    ? `${company} has received your request. To follow it on the portal, choose a password behind this link:`
    : `to open your account on the portal of ${company}, choose a password behind this link:`
}

${address}

The link works once, for 24 hours. If it was not you who asked for it, there is nothing to do.
`,
  }),
  nl: ({ company, address, isForSupport }) => ({
    subject: `Uw account op het portaal van ${company}`,
    text: `Goedendag,

${
  isForSupport
    ? `${company} heeft uw vraag ontvangen. Kies via deze link een wachtwoord om haar op het portaal te volgen:`
    : `kies via deze link een wachtwoord om uw account op het portaal van ${company} te openen:`
}

${address}

De link werkt één keer en is 24 uur geldig. Als u hier niet om hebt gevraagd, hoeft u niets te doen.
`,
  }),
  de: ({ company, address, isForSupport }) => ({
    subject: `Ihr Konto im Portal von ${company}`,
    text: `Guten Tag,

${
  isForSupport
    ? `${company} hat Ihre Anfrage erhalten. Um sie im Portal zu verfolgen, wählen Sie über diesen Link ein Passwort:`
    : `um Ihr Konto im Portal von ${company} zu eröffnen, wählen Sie über diesen Link ein Passwort:`
}

${address}

Der Link gilt einmal und 24 Stunden. Wenn Sie ihn nicht angefordert haben, ist nichts zu tun.
`,
  }),
  fr: ({ company, address, isForSupport }) => ({
    subject: `Votre compte sur le portail de ${company}`,
    text: `Bonjour,

${
  isForSupport
    ? `${company} a reçu votre demande. Pour la suivre sur le portail, choisissez un mot de passe au moyen de ce lien :`
    : `pour ouvrir votre compte sur le portail de ${company}, choisissez un mot de passe au moyen de ce lien :`
}

${address}

Le lien sert une seule fois et pendant 24 heures. Si vous ne l’avez pas demandé, vous n’avez rien à faire.
`,
  }),
  es: ({ company, address, isForSupport }) => ({
    subject: `Su cuenta en el portal de ${company}`,
    text: `Buenos días:

${
  isForSupport
    ? `${company} ha recibido su solicitud. Para seguirla en el portal, elija una contraseña mediante este enlace:`
    : `para abrir su cuenta en el portal de ${company}, elija una contraseña mediante este enlace:`
}

${address}

El enlace sirve una sola vez y durante 24 horas. Si usted no lo ha pedido, no tiene que hacer nada.
`,
  }),
}
