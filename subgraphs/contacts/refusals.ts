import { refusals, usual } from '../kernel/refusals.ts'
import { noteTexts } from './note/refusals.ts'
import { reviewTexts } from './review/refusals.ts'

/** Why contacts says no: each code with its text in every language. */
export const refuse = refusals(
  {
    ...usual,
    ...reviewTexts,
    ...noteTexts,
    NAME_MISSING: {
      en: 'A contact needs a first or a last name.',
      nl: 'Een contact heeft een voornaam of een achternaam nodig.',
      de: 'Ein Kontakt braucht einen Vor- oder einen Nachnamen.',
      fr: 'Un contact a besoin d’un prénom ou d’un nom.',
      es: 'Un contacto necesita un nombre o un apellido.',
    },
    EMAIL_REPEATED: {
      en: 'This email address stands twice.',
      nl: 'Dit e-mailadres staat er twee keer.',
      de: 'Diese E-Mail-Adresse steht zweimal da.',
      fr: 'Cette adresse e-mail figure deux fois.',
      es: 'Esta dirección de correo electrónico figura dos veces.',
    },
    PHONE_INVALID: {
      en: 'A phone number has 5 to 30 digits, spaces and signs.',
      nl: 'Een telefoonnummer heeft 5 tot 30 cijfers, spaties en tekens.',
      de: 'Eine Telefonnummer hat 5 bis 30 Ziffern, Leerzeichen und Zeichen.',
      fr: 'Un numéro de téléphone compte de 5 à 30 chiffres, espaces et signes.',
      es: 'Un número de teléfono tiene de 5 a 30 cifras, espacios y signos.',
    },
    LANGUAGE_INVALID: {
      en: 'A language is a tag such as en or pt-BR.',
      nl: 'Een taal is een code zoals en of pt-BR.',
      de: 'Eine Sprache ist ein Kürzel wie en oder pt-BR.',
      fr: 'Une langue est un code tel que en ou pt-BR.',
      es: 'Un idioma es un código como en o pt-BR.',
    },
  },
  {
    noun: {
      contact: { en: 'contact', nl: 'Contact', de: 'Kontakt', fr: 'Contact', es: 'el contacto' },
      'portal account': {
        en: 'portal account',
        nl: 'Portaalaccount',
        de: 'Portalkonto',
        fr: 'Compte du portail',
        es: 'la cuenta del portal',
      },
      note: { en: 'note', nl: 'Notitie', de: 'Notiz', fr: 'Note', es: 'la nota' },
      agent: { en: 'agent', nl: 'Medewerker', de: 'Teammitglied', fr: 'Collaborateur', es: 'el agente' },
    },
  },
)
