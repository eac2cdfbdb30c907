import type { Texts } from '../../kernel/mail-texts.ts'

/** What a member of staff is told when somebody has registered whom they must look at (ACC-8, ACC-24). */
export const registrationWaiting: Texts<{
  readonly firstName: string
  readonly company: string
  readonly name: string
  readonly email: string
  /** Whether their contact has an account already; else they wait to be approved. */
  readonly hasAccount: boolean
  readonly address: string
}> = {
  en: ({ firstName, company, name, email, hasAccount, address }) => ({
    subject: hasAccount ? `A registration at ${company} needs a review` : `A registration at ${company} waits for you`,
    text: `Hello ${firstName},

somebody has registered for the portal of ${company} and verified the email address:

Name: ${name}
Email: ${email}

${
  hasAccount
    ? 'The contact with this address has a portal account already, so no second one was opened. Please look at it in the review queue:'
    : 'The account opens once you approve it. Please approve or decline it:'
}

${address}
`,
  }),
  nl: ({ firstName, company, name, email, hasAccount, address }) => ({
    subject: hasAccount
      ? `Een registratie bij ${company} vraagt om controle`
      : `Een registratie bij ${company} wacht op u`,
    text: `Goedendag ${firstName},

iemand heeft zich geregistreerd voor het portaal van ${company} en het e-mailadres bevestigd:

Naam: ${name}
E-mailadres: ${email}

${
  hasAccount
    ? 'Het contact met dit adres heeft al een portaalaccount, daarom is er geen tweede geopend. Bekijk de registratie in de controlelijst:'
    : 'Het account gaat open zodra u het goedkeurt. Keur de registratie goed of wijs haar af:'
}

${address}
`,
  }),
  de: ({ firstName, company, name, email, hasAccount, address }) => ({
    subject: hasAccount
      ? `Eine Registrierung bei ${company} ist zu prüfen`
      : `Eine Registrierung bei ${company} wartet auf Sie`,
    text: `Guten Tag ${firstName},

jemand hat sich für das Portal von ${company} registriert und die E-Mail-Adresse bestätigt:

Name: ${name}
E-Mail: ${email}

${
  hasAccount
    ? 'Der Kontakt mit dieser Adresse hat schon ein Portalkonto, daher wurde kein zweites eröffnet. Bitte prüfen Sie die Registrierung:'
    : 'Das Konto wird eröffnet, sobald Sie es freigeben. Bitte geben Sie es frei oder lehnen Sie es ab:'
}

${address}
`,
  }),
  fr: ({ firstName, company, name, email, hasAccount, address }) => ({
    subject: hasAccount
      ? `Une inscription chez ${company} est à vérifier`
      : `Une inscription chez ${company} vous attend`,
    text: `Bonjour ${firstName},

quelqu’un s’est inscrit sur le portail de ${company} et a confirmé l’adresse e-mail :

Nom : ${name}
E-mail : ${email}

${
  hasAccount
    ? 'Le contact qui a cette adresse possède déjà un compte, et aucun second compte n’a été ouvert. Veuillez vérifier l’inscription :'
    : 'Le compte s’ouvrira dès que vous l’aurez approuvé. Veuillez l’approuver ou le refuser :'
}

${address}
`,
  }),
  es: ({ firstName, company, name, email, hasAccount, address }) => ({
    subject: hasAccount ? `Hay que revisar un registro en ${company}` : `Un registro en ${company} espera su decisión`,
    text: `Buenos días, ${firstName}:

alguien se ha registrado en el portal de ${company} y ha confirmado la dirección de correo electrónico:

Nombre: ${name}
Correo electrónico: ${email}

${
  hasAccount
    ? 'El contacto con esta dirección ya tiene una cuenta, por lo que no se ha abierto una segunda. Revise el registro:'
    : 'La cuenta se abrirá en cuanto usted la apruebe. Apruebe o rechace el registro:'
}

${address}
`,
  }),
}
