import type { Language } from '../../kernel/language.ts'
import type { Texts } from '../../kernel/mail-texts.ts'
import type { Instead } from '../password-reset/password-reset.ts'

/** What to do instead of a new password or a link that logs in. */
const sentences: Readonly<Record<Instead, Readonly<Record<Language, string>>>> = {
  NOT_VERIFIED: {
    en: 'Your registration is not finished yet. Please finish it with our earlier mail, or register once more:',
    nl: 'Uw registratie is nog niet afgerond. Rond haar af met onze eerdere e-mail of registreer u opnieuw:',
    de: 'Ihre Registrierung ist noch nicht abgeschlossen. Bitte schließen Sie sie mit unserer früheren E-Mail ab, oder registrieren Sie sich noch einmal:',
    fr: 'Votre inscription n’est pas encore terminée. Veuillez la terminer avec notre courriel précédent, ou vous inscrire à nouveau :',
    es: 'Su registro aún no está terminado. Termínelo con nuestro correo anterior o regístrese de nuevo:',
  },
  AWAITING_APPROVAL: {
    en: 'Your registration is being looked at by us. We will write to you as soon as you can log in:',
    nl: 'Wij bekijken uw registratie. Zodra u zich kunt aanmelden, schrijven wij u:',
    de: 'Wir prüfen Ihre Registrierung. Sobald Sie sich anmelden können, schreiben wir Ihnen:',
    fr: 'Nous examinons votre inscription. Dès que vous pourrez vous connecter, nous vous écrirons :',
    es: 'Estamos revisando su registro. En cuanto pueda iniciar sesión, le escribiremos:',
  },
  DISABLED: {
    en: 'Your account is closed at the moment. Please contact us if you want it to be opened again:',
    nl: 'Uw account is op dit moment gesloten. Neem contact met ons op als u wilt dat het weer wordt geopend:',
    de: 'Ihr Konto ist zurzeit gesperrt. Bitte wenden Sie sich an uns, wenn es wieder geöffnet werden soll:',
    fr: 'Votre compte est fermé pour le moment. Veuillez nous contacter si vous souhaitez sa réouverture :',
    es: 'Su cuenta está cerrada en este momento. Póngase en contacto con nosotros si desea que se vuelva a abrir:',
  },
  SIGN_ON: {
    en: 'You log in with us by single sign-on and have no password here. Please choose that way on the log-in page:',
    nl: 'U meldt zich bij ons aan via single sign-on en hebt hier geen wachtwoord. Kies die weg op de aanmeldpagina:',
    de: 'Sie melden sich bei uns per Single Sign-on an und haben hier kein Passwort. Bitte wählen Sie diesen Weg auf der Anmeldeseite:',
    fr: 'Vous vous connectez chez nous par authentification unique et n’avez pas de mot de passe ici. Veuillez choisir cette voie sur la page de connexion :',
    es: 'Usted inicia sesión con nosotros mediante inicio de sesión único y no tiene contraseña aquí. Elija esa vía en la página de acceso:',
  },
}

/** What somebody is told who asked for a new password or a link, and cannot come in by either (ACC-12). */
export const comeInInstead: Texts<{
  readonly firstName: string
  readonly company: string
  readonly instead: Instead
  readonly address: string
  readonly supportEmail: string | null
}> = {
  en: ({ firstName, company, instead, address, supportEmail }) => ({
    subject: `Logging in at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

you asked ${company} for help with logging in. ${sentences[instead].en}

${[address, supportEmail].filter(Boolean).join('\n')}

If you did not ask for it, you need not do anything.
`,
  }),
  nl: ({ firstName, company, instead, address, supportEmail }) => ({
    subject: `Aanmelden bij ${company}`,
    text: `Goedendag${firstName && ` ${firstName}`},

u hebt ${company} om hulp bij het aanmelden gevraagd. ${sentences[instead].nl}

${[address, supportEmail].filter(Boolean).join('\n')}

Hebt u er niet om gevraagd, dan hoeft u niets te doen.
`,
  }),
  de: ({ firstName, company, instead, address, supportEmail }) => ({
    subject: `Anmelden bei ${company}`,
    text: `Guten Tag${firstName && ` ${firstName}`},

Sie haben ${company} um Hilfe bei der Anmeldung gebeten. ${sentences[instead].de}

${[address, supportEmail].filter(Boolean).join('\n')}

Wenn Sie nicht darum gebeten haben, ist nichts zu tun.
`,
  }),
  fr: ({ firstName, company, instead, address, supportEmail }) => ({
    subject: `Connexion chez ${company}`,
    text: `Bonjour${firstName && ` ${firstName}`},

vous avez demandé à ${company} de l’aide pour vous connecter. ${sentences[instead].fr}

${[address, supportEmail].filter(Boolean).join('\n')}

Si vous n’avez rien demandé, il n’y a rien à faire.
`,
  }),
  es: ({ firstName, company, instead, address, supportEmail }) => ({
    subject: `Inicio de sesión en ${company}`,
    text: `Buenos días${firstName && `, ${firstName}`}:

usted ha pedido a ${company} ayuda para iniciar sesión. ${sentences[instead].es}

${[address, supportEmail].filter(Boolean).join('\n')}

Si no lo ha pedido, no hay nada que hacer.
`,
  }),
}
