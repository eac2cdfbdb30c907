import type { Texts } from '../../kernel/texts.ts'
import type { Letter } from './mail.ts'

/** How a mail begins: its subject, and its first sentence. */
interface Opening {
  readonly subject: Texts
  readonly lead: Texts
}

export const openings: Readonly<Partial<Record<`${Letter['to']} ${Letter['about']}`, Opening>>> = {
  'client confirmed': {
    subject: {
      en: 'Your viewing is confirmed: {title}',
      nl: 'Uw bezichtiging is bevestigd: {title}',
      de: 'Ihre Besichtigung ist bestätigt: {title}',
      fr: 'Votre visite est confirmée : {title}',
      es: 'Su visita está confirmada: {title}',
    },
    lead: {
      en: 'Your viewing is confirmed.',
      nl: 'Uw bezichtiging is bevestigd.',
      de: 'Ihre Besichtigung ist bestätigt.',
      fr: 'Votre visite est confirmée.',
      es: 'Su visita está confirmada.',
    },
  },
  'client rescheduled': {
    subject: {
      en: 'Your viewing has another time: {title}',
      nl: 'Uw bezichtiging is verzet: {title}',
      de: 'Ihre Besichtigung wurde verschoben: {title}',
      fr: 'Votre visite est reportée : {title}',
      es: 'Su visita tiene otra hora: {title}',
    },
    lead: {
      en: 'Your viewing was moved to another time.',
      nl: 'Uw bezichtiging is naar een ander tijdstip verzet.',
      de: 'Ihre Besichtigung wurde auf einen anderen Termin verschoben.',
      fr: 'Votre visite a été reportée à un autre horaire.',
      es: 'Su visita se ha cambiado a otra hora.',
    },
  },
  'client rejected': {
    subject: {
      en: 'Your viewing cannot take place: {title}',
      nl: 'Uw bezichtiging kan niet doorgaan: {title}',
      de: 'Ihre Besichtigung ist nicht möglich: {title}',
      fr: 'Votre visite n’est pas possible : {title}',
      es: 'Su visita no es posible: {title}',
    },
    lead: {
      en: 'The viewing that you asked for cannot take place.',
      nl: 'De bezichtiging waarom u hebt gevraagd, kan niet doorgaan.',
      de: 'die von Ihnen gewünschte Besichtigung ist nicht möglich.',
      fr: 'La visite que vous avez demandée n’est pas possible.',
      es: 'La visita que usted ha solicitado no es posible.',
    },
  },
  'client cancelled': {
    subject: {
      en: 'Your viewing is cancelled: {title}',
      nl: 'Uw bezichtiging is geannuleerd: {title}',
      de: 'Ihre Besichtigung ist abgesagt: {title}',
      fr: 'Votre visite est annulée : {title}',
      es: 'Su visita está cancelada: {title}',
    },
    lead: {
      en: 'Your viewing is cancelled.',
      nl: 'Uw bezichtiging is geannuleerd.',
      de: 'Ihre Besichtigung ist abgesagt.',
      fr: 'Votre visite est annulée.',
      es: 'Su visita está cancelada.',
    },
  },
  'client reminder': {
    subject: {
      en: 'Your viewing is soon: {title}',
      nl: 'Uw bezichtiging is binnenkort: {title}',
      de: 'Ihre Besichtigung steht bevor: {title}',
      fr: 'Votre visite approche : {title}',
      es: 'Su visita es pronto: {title}',
    },
    lead: {
      en: 'This is a reminder of your viewing.',
      nl: 'Hierbij herinneren wij u aan uw bezichtiging.',
      de: 'wir erinnern Sie an Ihre Besichtigung.',
      fr: 'Nous vous rappelons votre visite.',
      es: 'Le recordamos su visita.',
    },
  },
  'agent requested': {
    subject: {
      en: 'A viewing is asked for: {title}',
      nl: 'Er is een bezichtiging aangevraagd: {title}',
      de: 'Eine Besichtigung ist angefragt: {title}',
      fr: 'Une visite est demandée : {title}',
      es: 'Se ha solicitado una visita: {title}',
    },
    lead: {
      en: 'A viewing was asked for. The preferred dates stand with the request.',
      nl: 'Er is een bezichtiging aangevraagd. De voorkeursdata staan bij de aanvraag.',
      de: 'eine Besichtigung wurde angefragt. Die Wunschtermine stehen bei der Anfrage.',
      fr: 'Une visite a été demandée. Les dates souhaitées figurent dans la demande.',
      es: 'Se ha solicitado una visita. Las fechas preferidas figuran en la solicitud.',
    },
  },
  'agent proposed': {
    subject: {
      en: 'Another time is proposed for a viewing: {title}',
      nl: 'Voor een bezichtiging is een ander tijdstip voorgesteld: {title}',
      de: 'Für eine Besichtigung ist ein anderer Termin vorgeschlagen: {title}',
      fr: 'Un autre horaire est proposé pour une visite : {title}',
      es: 'Se propone otra hora para una visita: {title}',
    },
    lead: {
      en: 'The client proposes this time.',
      nl: 'De klant stelt dit tijdstip voor.',
      de: 'der Kunde schlägt diesen Termin vor.',
      fr: 'Le client propose cet horaire.',
      es: 'El cliente propone esta hora.',
    },
  },
  'agent cancelled': {
    subject: {
      en: 'A viewing is cancelled: {title}',
      nl: 'Een bezichtiging is geannuleerd: {title}',
      de: 'Eine Besichtigung ist abgesagt: {title}',
      fr: 'Une visite est annulée : {title}',
      es: 'Una visita está cancelada: {title}',
    },
    lead: {
      en: 'This viewing is cancelled.',
      nl: 'Deze bezichtiging is geannuleerd.',
      de: 'diese Besichtigung ist abgesagt.',
      fr: 'Cette visite est annulée.',
      es: 'Esta visita está cancelada.',
    },
  },
  'agent reminder': {
    subject: {
      en: 'A viewing is soon: {title}',
      nl: 'Er is binnenkort een bezichtiging: {title}',
      de: 'Eine Besichtigung steht bevor: {title}',
      fr: 'Une visite approche : {title}',
      es: 'Hay una visita pronto: {title}',
    },
    lead: {
      en: 'This is a reminder of a viewing that you show.',
      nl: 'Hierbij herinneren wij u aan een bezichtiging die u begeleidt.',
      de: 'wir erinnern Sie an eine Besichtigung, die Sie begleiten.',
      fr: 'Nous vous rappelons une visite que vous accompagnez.',
      es: 'Le recordamos una visita que usted acompaña.',
    },
  },
}

/** What stands around it. */
export const phrases = {
  greeting: {
    en: 'Hello {name},',
    nl: 'Goedendag {name},',
    de: 'Guten Tag {name},',
    fr: 'Bonjour {name},',
    es: 'Buenos días, {name}:',
  },
  when: { en: 'When: {when}', nl: 'Wanneer: {when}', de: 'Wann: {when}', fr: 'Quand : {when}', es: 'Cuándo: {when}' },
  where: { en: 'Where: {where}', nl: 'Waar: {where}', de: 'Wo: {where}', fr: 'Où : {where}', es: 'Dónde: {where}' },
  with: { en: 'With: {who}', nl: 'Met: {who}', de: 'Mit: {who}', fr: 'Avec : {who}', es: 'Con: {who}' },
  why: { en: 'Reason: {why}', nl: 'Reden: {why}', de: 'Grund: {why}', fr: 'Motif : {why}', es: 'Motivo: {why}' },
} satisfies Record<string, Texts>
