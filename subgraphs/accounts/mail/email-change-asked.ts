import type { Texts } from '../../kernel/mail-texts.ts'

/** What a client is told, at the address they have, when their account is asked to take another one (ACC-17). */
export const emailChangeAsked: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
}> = {
  en: ({ firstName, company, address }) => ({
    subject: `Your account at ${company} is to have another address`,
    text: `Hello${firstName && ` ${firstName}`},

somebody who is logged in to your portal account at ${company} wants to log in with another address from now on. It changes once a code is entered that we have mailed there.

If it was not you, change your password at once; that ends all other sessions:

${address}
`,
  }),
  nl: ({ firstName, company, address }) => ({
    subject: `Uw account bij ${company} krijgt een ander adres`,
    text: `Goedendag${firstName && ` ${firstName}`},

iemand die is aangemeld bij uw portaalaccount bij ${company} wil zich voortaan met een ander adres aanmelden. Het wijzigt zodra een code is ingevoerd die wij daarheen hebben gestuurd.

Was u het niet, wijzig dan meteen uw wachtwoord; dat beëindigt alle andere sessies:

${address}
`,
  }),
  de: ({ firstName, company, address }) => ({
    subject: `Ihr Konto bei ${company} soll eine andere Adresse bekommen`,
    text: `Guten Tag${firstName && ` ${firstName}`},

jemand, der an Ihrem Portalkonto bei ${company} angemeldet ist, möchte sich künftig mit einer anderen Adresse anmelden. Sie ändert sich, sobald ein Code eingegeben ist, den wir dorthin geschickt haben.

Waren Sie es nicht, ändern Sie bitte sofort Ihr Passwort; das beendet alle anderen Sitzungen:

${address}
`,
  }),
  fr: ({ firstName, company, address }) => ({
    subject: `Votre compte chez ${company} doit changer d’adresse`,
    text: `Bonjour${firstName && ` ${firstName}`},

Quelqu’un qui est connecté à votre compte sur le portail de ${company} souhaite désormais se connecter avec une autre adresse. Elle changera dès que sera saisi un code que nous y avons envoyé.

Si ce n’était pas vous, veuillez changer votre mot de passe sans attendre ; cela met fin à toutes les autres sessions :

${address}
`,
  }),
  es: ({ firstName, company, address }) => ({
    subject: `Su cuenta en ${company} va a tener otra dirección`,
    text: `Buenos días${firstName && `, ${firstName}`}:

alguien que ha iniciado sesión en su cuenta del portal de ${company} quiere hacerlo con otra dirección a partir de ahora. Cambiará en cuanto se introduzca un código que hemos enviado allí.

Si no ha sido usted, cambie su contraseña de inmediato; eso cierra todas las demás sesiones:

${address}
`,
  }),
}
