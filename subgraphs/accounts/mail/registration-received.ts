import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told whose registration waits for staff, once their address is verified (ACC-8, ACC-24). */
export const registrationReceived: Texts<{ readonly firstName: string; readonly company: string }> = {
  en: ({ firstName, company }) => ({
    subject: `Your registration at ${company} is being looked at`,
    text: `Hello${firstName && ` ${firstName}`},

thank you for registering for the portal of ${company}. Your email address is confirmed, and ${company} now looks at your registration. You will be mailed what becomes of it, and can log in once your account is open.
`,
  }),
  nl: ({ firstName, company }) => ({
    subject: `Uw registratie bij ${company} wordt bekeken`,
    text: `Goedendag${firstName && ` ${firstName}`},

dank u voor uw registratie bij het portaal van ${company}. Uw e-mailadres is bevestigd, en ${company} bekijkt nu uw registratie. U krijgt per e-mail bericht wat ervan wordt, en kunt zich aanmelden zodra uw account is geopend.
`,
  }),
  de: ({ firstName, company }) => ({
    subject: `Ihre Registrierung bei ${company} wird geprüft`,
    text: `Guten Tag${firstName && ` ${firstName}`},

vielen Dank für Ihre Registrierung im Portal von ${company}. Ihre E-Mail-Adresse ist bestätigt, und ${company} prüft jetzt Ihre Registrierung. Was daraus wird, erfahren Sie per E-Mail; anmelden können Sie sich, sobald Ihr Konto eröffnet ist.
`,
  }),
  fr: ({ firstName, company }) => ({
    subject: `Votre inscription chez ${company} est en cours d’examen`,
    text: `Bonjour${firstName && ` ${firstName}`},

merci de vous être inscrit(e) sur le portail de ${company}. Votre adresse e-mail est confirmée, et ${company} examine maintenant votre inscription. Vous serez informé(e) de la suite par e-mail et pourrez vous connecter dès que votre compte sera ouvert.
`,
  }),
  es: ({ firstName, company }) => ({
    subject: `Su registro en ${company} se está revisando`,
    text: `Buenos días${firstName && `, ${firstName}`}:

gracias por registrarse en el portal de ${company}. Su dirección de correo electrónico está confirmada, y ${company} revisa ahora su registro. Le comunicaremos el resultado por correo; podrá iniciar sesión en cuanto su cuenta esté abierta.
`,
  }),
}
