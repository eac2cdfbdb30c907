import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told whose registration staff have approved (ACC-24). */
export const registrationApproved: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
  readonly email: string
}> = {
  en: ({ firstName, company, address, email }) => ({
    subject: `Your portal account at ${company} is open`,
    text: `Hello${firstName && ` ${firstName}`},

${company} has approved your registration. You can log in now:

${address}

Email: ${email}
`,
  }),
  nl: ({ firstName, company, address, email }) => ({
    subject: `Uw portaalaccount bij ${company} is geopend`,
    text: `Goedendag${firstName && ` ${firstName}`},

${company} heeft uw registratie goedgekeurd. U kunt zich nu aanmelden:

${address}

E-mailadres: ${email}
`,
  }),
  de: ({ firstName, company, address, email }) => ({
    subject: `Ihr Portalkonto bei ${company} ist freigeschaltet`,
    text: `Guten Tag${firstName && ` ${firstName}`},

${company} hat Ihre Registrierung freigegeben. Sie können sich jetzt anmelden:

${address}

E-Mail: ${email}
`,
  }),
  fr: ({ firstName, company, address, email }) => ({
    subject: `Votre compte sur le portail de ${company} est ouvert`,
    text: `Bonjour${firstName && ` ${firstName}`},

${company} a approuvé votre inscription. Vous pouvez maintenant vous connecter :

${address}

E-mail : ${email}
`,
  }),
  es: ({ firstName, company, address, email }) => ({
    subject: `Su cuenta en el portal de ${company} está abierta`,
    text: `Buenos días${firstName && `, ${firstName}`}:

${company} ha aprobado su registro. Ya puede iniciar sesión:

${address}

Correo electrónico: ${email}
`,
  }),
}
