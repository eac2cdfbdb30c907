import type { Texts } from '../../kernel/mail-texts.ts'

/** What a client is told a last time who deleted their profile (ACC-19). */
export const farewell: Texts<{ readonly firstName: string; readonly company: string }> = {
  en: ({ firstName, company }) => ({
    subject: `Your profile at ${company} was deleted`,
    text: `Hello${firstName && ` ${firstName}`},

Your portal profile at ${company} was deleted, as you asked. What ${company} keeps in its own records is not part of it.

If this was not you, please write to ${company}. You can register again at any time.
`,
  }),
  nl: ({ firstName, company }) => ({
    subject: `Uw profiel bij ${company} is verwijderd`,
    text: `Goedendag${firstName && ` ${firstName}`},

Uw portaalprofiel bij ${company} is op uw verzoek verwijderd. Wat ${company} in zijn eigen administratie bewaart, hoort daar niet bij.

Was u dit niet, schrijf dan aan ${company}. U kunt zich altijd opnieuw registreren.
`,
  }),
  de: ({ firstName, company }) => ({
    subject: `Ihr Profil bei ${company} wurde gelöscht`,
    text: `Guten Tag${firstName && ` ${firstName}`},

Ihr Portalprofil bei ${company} wurde auf Ihren Wunsch gelöscht. Was ${company} in den eigenen Unterlagen aufbewahrt, gehört nicht dazu.

Wenn Sie das nicht waren, schreiben Sie bitte an ${company}. Sie können sich jederzeit neu registrieren.
`,
  }),
  fr: ({ firstName, company }) => ({
    subject: `Votre profil chez ${company} a été supprimé`,
    text: `Bonjour${firstName && ` ${firstName}`},

Votre profil sur le portail de ${company} a été supprimé à votre demande. Ce que ${company} conserve dans ses propres dossiers n’en fait pas partie.

Si ce n’était pas vous, veuillez écrire à ${company}. Vous pouvez vous réinscrire à tout moment.
`,
  }),
  es: ({ firstName, company }) => ({
    subject: `Su perfil en ${company} se ha eliminado`,
    text: `Buenos días${firstName && `, ${firstName}`}:

Su perfil en el portal de ${company} se ha eliminado, como usted pidió. Lo que ${company} guarda en sus propios archivos no forma parte de él.

Si no fue usted, escriba a ${company}. Puede registrarse de nuevo en cualquier momento.
`,
  }),
}
