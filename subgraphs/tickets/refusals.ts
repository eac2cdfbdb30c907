import { refusals, usual } from '../kernel/refusals.ts'

const status = {
  NEW: { en: 'NEW', nl: 'nieuw', de: 'neu', fr: 'nouveau', es: 'nuevo' },
  OPEN: { en: 'OPEN', nl: 'open', de: 'offen', fr: 'ouvert', es: 'abierto' },
  PENDING: { en: 'PENDING', nl: 'wachtend op antwoord', de: 'wartend', fr: 'en attente', es: 'pendiente' },
  ON_HOLD: { en: 'ON_HOLD', nl: 'aangehouden', de: 'zurückgestellt', fr: 'suspendu', es: 'en suspenso' },
  SOLVED: { en: 'SOLVED', nl: 'opgelost', de: 'gelöst', fr: 'résolu', es: 'resuelto' },
  CLOSED: { en: 'CLOSED', nl: 'gesloten', de: 'geschlossen', fr: 'fermé', es: 'cerrado' },
} as const

/** Why tickets says no: each code with its text in every language. */
export const refuse = refusals(
  {
    ...usual,
    SUBJECT_MISSING: {
      en: 'A request needs a subject.',
      nl: 'Een aanvraag heeft een onderwerp nodig.',
      de: 'Eine Anfrage braucht einen Betreff.',
      fr: 'Une demande a besoin d’un objet.',
      es: 'Una solicitud necesita un asunto.',
    },
    SUBJECT_TOO_LONG: {
      en: 'A subject has at most 200 characters.',
      nl: 'Een onderwerp heeft ten hoogste 200 tekens.',
      de: 'Ein Betreff hat höchstens 200 Zeichen.',
      fr: 'Un objet compte au plus 200 caractères.',
      es: 'Un asunto tiene como máximo 200 caracteres.',
    },
    BODY_MISSING: {
      en: 'There is no text.',
      nl: 'Er is geen tekst.',
      de: 'Es fehlt ein Text.',
      fr: 'Il manque un texte.',
      es: 'Falta el texto.',
    },
    BODY_TOO_LONG: {
      en: 'A text has at most 20,000 characters.',
      nl: 'Een tekst heeft ten hoogste 20.000 tekens.',
      de: 'Ein Text hat höchstens 20.000 Zeichen.',
      fr: 'Un texte compte au plus 20 000 caractères.',
      es: 'Un texto tiene como máximo 20.000 caracteres.',
    },
    NAME_MISSING: {
      en: 'A file needs a name.',
      nl: 'Een bestand heeft een naam nodig.',
      de: 'Eine Datei braucht einen Namen.',
      fr: 'Un fichier a besoin d’un nom.',
      es: 'Un archivo necesita un nombre.',
    },
    NAME_TOO_LONG: {
      en: 'The name of a file has at most {most} characters.',
      nl: 'De naam van een bestand heeft ten hoogste {most} tekens.',
      de: 'Der Name einer Datei hat höchstens {most} Zeichen.',
      fr: 'Le nom d’un fichier compte au plus {most} caractères.',
      es: 'El nombre de un archivo tiene como máximo {most} caracteres.',
    },
    TOO_MANY_ATTACHMENTS: {
      en: 'At most {most} files go along with one text.',
      nl: 'Bij één tekst horen ten hoogste {most} bestanden.',
      de: 'Zu einem Text gehören höchstens {most} Dateien.',
      fr: 'Un texte s’accompagne d’au plus {most} fichiers.',
      es: 'A un texto lo acompañan como máximo {most} archivos.',
    },
    REQUEST_ALREADY_SOLVED: {
      en: 'This request is solved already.',
      nl: 'Deze aanvraag is al opgelost.',
      de: 'Diese Anfrage ist bereits gelöst.',
      fr: 'Cette demande est déjà résolue.',
      es: 'Esta solicitud ya está resuelta.',
    },
    TICKET_CLOSED: {
      en: 'This ticket is closed; it takes nothing more.',
      nl: 'Dit ticket is gesloten; er kan niets meer aan worden toegevoegd.',
      de: 'Dieses Ticket ist geschlossen; es nimmt nichts mehr auf.',
      fr: 'Ce ticket est fermé et n’accepte plus rien.',
      es: 'Este ticket está cerrado y no admite nada más.',
    },
    TICKET_STATUS_NOT_ALLOWED: {
      en: 'A ticket that is {status} cannot become {wanted}.',
      nl: 'Een ticket met de status “{status}” kan niet “{wanted}” worden.',
      de: 'Ein Ticket im Status „{status}“ kann nicht „{wanted}“ werden.',
      fr: 'Un ticket à l’état « {status} » ne peut pas passer à « {wanted} ».',
      es: 'Un ticket en estado «{status}» no puede pasar a «{wanted}».',
    },
  },
  {
    noun: {
      ticket: { en: 'ticket', nl: 'Ticket', de: 'Ticket', fr: 'Ticket', es: 'el ticket' },
      request: { en: 'request', nl: 'Aanvraag', de: 'Anfrage', fr: 'Demande', es: 'la solicitud' },
      agent: { en: 'agent', nl: 'Medewerker', de: 'Teammitglied', fr: 'Collaborateur', es: 'el agente' },
    },
    status,
    wanted: status,
  },
)
