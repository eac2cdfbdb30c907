import type { Texts } from '../../kernel/mail-texts.ts'

/** What the former address of an account is told: it is logged in with by another one now (ACC-17). */
export const emailMovedAway: Texts<{
  readonly firstName: string
  readonly company: string
  readonly isByStaff: boolean
}> = {
  en: ({ firstName, company, isByStaff }) => ({
    subject: `Your account at ${company} has another address`,
    text: `Hello${firstName && ` ${firstName}`},

your portal account at ${company} has another email address now${isByStaff ? `: ${company} has changed it` : ''}. You cannot log in with this one any more.

If you do not know of this, please write to ${company}.
`,
  }),
  nl: ({ firstName, company, isByStaff }) => ({
    subject: `Uw account bij ${company} heeft een ander adres`,
    text: `Goedendag${firstName && ` ${firstName}`},

uw portaalaccount bij ${company} heeft nu een ander e-mailadres${isByStaff ? `: ${company} heeft het gewijzigd` : ''}. Met dit adres kunt u zich niet meer aanmelden.

Weet u hier niets van, schrijf dan aan ${company}.
`,
  }),
  de: ({ firstName, company, isByStaff }) => ({
    subject: `Ihr Konto bei ${company} hat eine andere Adresse`,
    text: `Guten Tag${firstName && ` ${firstName}`},

Ihr Portalkonto bei ${company} hat jetzt eine andere E-Mail-Adresse${isByStaff ? `: ${company} hat sie geändert` : ''}. Mit dieser hier können Sie sich nicht mehr anmelden.

Wissen Sie davon nichts, schreiben Sie bitte an ${company}.
`,
  }),
  fr: ({ firstName, company, isByStaff }) => ({
    subject: `Votre compte chez ${company} a une autre adresse`,
    text: `Bonjour${firstName && ` ${firstName}`},

Votre compte sur le portail de ${company} a maintenant une autre adresse e-mail${isByStaff ? ` : ${company} l’a modifiée` : ''}. Vous ne pouvez plus vous connecter avec celle-ci.

Si vous n’en saviez rien, veuillez écrire à ${company}.
`,
  }),
  es: ({ firstName, company, isByStaff }) => ({
    subject: `Su cuenta en ${company} tiene otra dirección`,
    text: `Buenos días${firstName && `, ${firstName}`}:

su cuenta en el portal de ${company} tiene ahora otra dirección de correo electrónico${isByStaff ? `: ${company} la ha cambiado` : ''}. Con esta ya no puede iniciar sesión.

Si no sabía nada de esto, escriba a ${company}.
`,
  }),
}
