import type { Texts } from '../../kernel/mail-texts.ts'

/** What the new address of an account is told that staff have changed (ACC-17). */
export const emailMovedHere: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
  readonly email: string
}> = {
  en: ({ firstName, company, address, email }) => ({
    subject: `You log in at ${company} with this address`,
    text: `Hello${firstName && ` ${firstName}`},

${company} has changed the email address of your portal account. You log in with this one from now on, and with the same password:

${address}

Email: ${email}
`,
  }),
  nl: ({ firstName, company, address, email }) => ({
    subject: `U meldt zich bij ${company} aan met dit adres`,
    text: `Goedendag${firstName && ` ${firstName}`},

${company} heeft het e-mailadres van uw portaalaccount gewijzigd. U meldt zich voortaan met dit adres aan, met hetzelfde wachtwoord:

${address}

E-mailadres: ${email}
`,
  }),
  de: ({ firstName, company, address, email }) => ({
    subject: `Sie melden sich bei ${company} mit dieser Adresse an`,
    text: `Guten Tag${firstName && ` ${firstName}`},

${company} hat die E-Mail-Adresse Ihres Portalkontos geändert. Sie melden sich künftig mit dieser an, mit demselben Passwort:

${address}

E-Mail: ${email}
`,
  }),
  fr: ({ firstName, company, address, email }) => ({
    subject: `Vous vous connectez chez ${company} avec cette adresse`,
    text: `Bonjour${firstName && ` ${firstName}`},

${company} a modifié l’adresse e-mail de votre compte sur le portail. Vous vous connectez désormais avec celle-ci, et avec le même mot de passe :

${address}

E-mail : ${email}
`,
  }),
  es: ({ firstName, company, address, email }) => ({
    subject: `Usted inicia sesión en ${company} con esta dirección`,
    text: `Buenos días${firstName && `, ${firstName}`}:

${company} ha cambiado la dirección de correo electrónico de su cuenta en el portal. A partir de ahora inicia sesión con esta, con la misma contraseña:

${address}

Correo electrónico: ${email}
`,
  }),
}
