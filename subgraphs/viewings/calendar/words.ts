import type { Texts } from '../../kernel/texts.ts'

/** What calendars say besides what staff have written. */
export const words = {
  calendar: { en: 'Viewings', nl: 'Bezichtigingen', de: 'Besichtigungen', fr: 'Visites', es: 'Visitas' },
  title: {
    en: 'Viewing: {title}',
    nl: 'Bezichtiging: {title}',
    de: 'Besichtigung: {title}',
    fr: 'Visite : {title}',
    es: 'Visita: {title}',
  },
  reference: {
    en: 'Reference: {reference}',
    nl: 'Kenmerk: {reference}',
    de: 'Kennzeichen: {reference}',
    fr: 'Référence : {reference}',
    es: 'Referencia: {reference}',
  },
  addressLater: {
    en: 'The exact address is shown from 48 hours before the start.',
    nl: 'Het exacte adres is vanaf 48 uur voor het begin te zien.',
    de: 'Die genaue Adresse ist ab 48 Stunden vor Beginn zu sehen.',
    fr: 'L’adresse exacte est visible à partir de 48 heures avant le début.',
    es: 'La dirección exacta se muestra desde 48 horas antes del inicio.',
  },
} satisfies Record<string, Texts>
