import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told when they, or somebody else, logged in from where they never did before. */
export const newSignIn: Texts<{
  readonly firstName: string
  readonly company: string
  readonly at: string
  readonly from: string
  readonly address: string
}> = {
  en: ({ firstName, company, at, from, address }) => ({
    subject: `New sign-in at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

somebody has logged in with your details from a device that we do not know:

When: ${at}
From: ${from}

If it was you, there is nothing to do. If not, reset your password there at once; that ends all sessions:

${address}
`,
  }),
  nl: ({ firstName, company, at, from, address }) => ({
    subject: `Nieuwe aanmelding bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

iemand heeft zich met uw gegevens aangemeld vanaf een apparaat dat wij niet kennen:

Wanneer: ${at}
Vanaf: ${from}

Was u dit, dan hoeft u niets te doen. Zo niet, stel dan daar meteen uw wachtwoord opnieuw in; dat beëindigt alle sessies:

${address}
`,
  }),
  de: ({ firstName, company, at, from, address }) => ({
    subject: `Neue Anmeldung bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

jemand hat sich mit Ihren Daten von einem Gerät angemeldet, das wir nicht kennen:

Wann: ${at}
Von: ${from}

Waren Sie es selbst, ist nichts zu tun. Wenn nicht, setzen Sie dort bitte sofort Ihr Passwort zurück; das beendet alle Sitzungen:

${address}
`,
  }),
  fr: ({ firstName, company, at, from, address }) => ({
    subject: `Nouvelle connexion chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

quelqu’un s’est connecté avec vos identifiants depuis un appareil que nous ne connaissons pas :

Quand : ${at}
Depuis : ${from}

Si c’était vous, il n’y a rien à faire. Sinon, veuillez y réinitialiser tout de suite votre mot de passe, ce qui ferme toutes les sessions :

${address}
`,
  }),
  es: ({ firstName, company, at, from, address }) => ({
    subject: `Nuevo inicio de sesión en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

alguien ha iniciado sesión con sus datos desde un dispositivo que no conocemos:

Cuándo: ${at}
Desde: ${from}

Si ha sido usted, no hay nada que hacer. Si no, restablezca allí su contraseña enseguida; así se cierran todas las sesiones:

${address}
`,
  }),
}
