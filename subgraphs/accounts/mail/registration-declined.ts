import type { Texts } from '../../kernel/mail-texts.ts'

/** What somebody is told whose registration staff have declined (ACC-24). */
export const registrationDeclined: Texts<{
  readonly firstName: string
  readonly company: string
  readonly reason: string | null
}> = {
  en: ({ firstName, company, reason }) => ({
    subject: `Your registration at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

${company} cannot open a portal account for you. What you told us as you registered has been deleted.
${reason ? `\n${reason}\n` : ''}`,
  }),
  nl: ({ firstName, company, reason }) => ({
    subject: `Uw registratie bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

${company} kan geen portaalaccount voor u openen. De gegevens van uw registratie zijn verwijderd.
${reason ? `\n${reason}\n` : ''}`,
  }),
  de: ({ firstName, company, reason }) => ({
    subject: `Ihre Registrierung bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

${company} kann kein Portalkonto für Sie eröffnen. Die Angaben Ihrer Registrierung wurden gelöscht.
${reason ? `\n${reason}\n` : ''}`,
  }),
  fr: ({ firstName, company, reason }) => ({
    subject: `Votre inscription chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

${company} ne peut pas ouvrir de compte pour vous sur son portail. Les données de votre inscription ont été supprimées.
${reason ? `\n${reason}\n` : ''}`,
  }),
  es: ({ firstName, company, reason }) => ({
    subject: `Su registro en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

${company} no puede abrirle una cuenta en su portal. Los datos de su registro se han eliminado.
${reason ? `\n${reason}\n` : ''}`,
  }),
}
