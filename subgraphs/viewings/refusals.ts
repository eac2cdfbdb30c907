import { refusals, usual } from '../kernel/refusals.ts'
import { availabilityTexts } from './availability/refusals.ts'
import { blockTexts } from './block/refusals.ts'
import { dealTexts } from './deal/refusals.ts'
import { feedbackTexts } from './feedback/refusals.ts'
import { interestTexts } from './interest/refusals.ts'
import { journalNouns, journalTexts } from './journal/refusals.ts'
import { propertyTexts } from './property/refusals.ts'
import { importTexts } from './property-import/refusals.ts'
import { ratingTexts } from './rating/refusals.ts'
import { rejectionReasonTexts } from './rejection-reason/refusals.ts'
import { viewingTexts } from './viewing/refusals.ts'
import { watchTexts } from './watch/refusals.ts'

/** Why viewings says no: each code with its text in every language. */
export const refuse = refusals(
  {
    ...usual,
    ...availabilityTexts,
    ...blockTexts,
    ...dealTexts,
    ...interestTexts,
    ...ratingTexts,
    ...rejectionReasonTexts,
    ...journalTexts,
    TEXT_MISSING: {
      en: 'This must not be empty.',
      nl: 'Dit mag niet leeg zijn.',
      de: 'Dies darf nicht leer sein.',
      fr: 'Ceci ne doit pas être vide.',
      es: 'Esto no puede quedar vacío.',
    },
    ...propertyTexts,
    ...importTexts,
    ...watchTexts,
    ...feedbackTexts,
    TOO_MANY_PHOTOS: {
      en: 'A property has at most {most} photos.',
      nl: 'Een pand heeft ten hoogste {most} foto’s.',
      de: 'Eine Immobilie hat höchstens {most} Fotos.',
      fr: 'Un bien compte au plus {most} photos.',
      es: 'Un inmueble tiene como máximo {most} fotos.',
    },
    PHOTOS_DIFFER: {
      en: 'Name each of the property’s photos once; read them again.',
      nl: 'Noem elke foto van het pand één keer; lees ze opnieuw.',
      de: 'Bitte nennen Sie jedes Foto der Immobilie einmal; lesen Sie sie noch einmal.',
      fr: 'Veuillez nommer chaque photo du bien une fois ; relisez-les.',
      es: 'Nombre cada foto del inmueble una vez; léalas de nuevo.',
    },
    ALREADY_OFFERED: {
      en: 'This property is offered in this deal already.',
      nl: 'Dit pand is in deze deal al aangeboden.',
      de: 'Diese Immobilie ist in diesem Vorgang bereits angeboten.',
      fr: 'Ce bien est déjà proposé dans ce dossier.',
      es: 'Este inmueble ya está propuesto en esta operación.',
    },
    DATE_MISSING: {
      en: 'Name at least one preferred date.',
      nl: 'Noem ten minste één voorkeursdatum.',
      de: 'Bitte nennen Sie mindestens einen Wunschtermin.',
      fr: 'Veuillez indiquer au moins une date souhaitée.',
      es: 'Indique al menos una fecha preferida.',
    },
    TOO_MANY_DATES: {
      en: 'At most {most} preferred dates.',
      nl: 'Ten hoogste {most} voorkeursdata.',
      de: 'Höchstens {most} Wunschtermine.',
      fr: 'Au plus {most} dates souhaitées.',
      es: 'Como máximo {most} fechas preferidas.',
    },
    DATE_IN_THE_PAST: {
      en: 'This day is over where the property is.',
      nl: 'Deze dag is voorbij waar het pand ligt.',
      de: 'Dieser Tag ist am Ort der Immobilie vorbei.',
      fr: 'Cette journée est passée là où se trouve le bien.',
      es: 'Este día ya ha pasado donde está el inmueble.',
    },
    TOO_FAR: {
      en: 'This is more than {years} years ahead.',
      nl: 'Dit ligt meer dan {years} jaar vooruit.',
      de: 'Dies liegt mehr als {years} Jahre in der Zukunft.',
      fr: 'Ceci est à plus de {years} ans d’ici.',
      es: 'Faltan más de {years} años.',
    },
    DATE_REPEATED: {
      en: 'This date stands twice.',
      nl: 'Deze datum staat er twee keer.',
      de: 'Dieses Datum steht zweimal da.',
      fr: 'Cette date figure deux fois.',
      es: 'Esta fecha figura dos veces.',
    },
    TIMES_REVERSED: {
      en: 'The time to must be later than the time from.',
      nl: 'De eindtijd moet later zijn dan de begintijd.',
      de: 'Die Zeit bis muss später sein als die Zeit von.',
      fr: 'L’heure de fin doit être postérieure à l’heure de début.',
      es: 'La hora de fin debe ser posterior a la de inicio.',
    },
    OPEN_VIEWING_EXISTS: {
      en: 'There is an open viewing of this property already.',
      nl: 'Er is al een lopende bezichtiging van dit pand.',
      de: 'Es gibt bereits eine offene Besichtigung dieser Immobilie.',
      fr: 'Une visite de ce bien est déjà en cours.',
      es: 'Ya hay una visita abierta de este inmueble.',
    },
    SLOT_REVERSED: {
      en: 'A viewing must end later than it starts.',
      nl: 'Een bezichtiging moet later eindigen dan ze begint.',
      de: 'Eine Besichtigung muss später enden, als sie beginnt.',
      fr: 'Une visite doit finir après son début.',
      es: 'Una visita debe terminar después de empezar.',
    },
    SLOT_IN_THE_PAST: {
      en: 'This time is over.',
      nl: 'Dit tijdstip is voorbij.',
      de: 'Dieser Zeitpunkt ist vorbei.',
      fr: 'Cet horaire est passé.',
      es: 'Esta hora ya ha pasado.',
    },
    SLOT_TOO_LONG: {
      en: 'A viewing takes at most {hours} hours.',
      nl: 'Een bezichtiging duurt ten hoogste {hours} uur.',
      de: 'Eine Besichtigung dauert höchstens {hours} Stunden.',
      fr: 'Une visite dure au plus {hours} heures.',
      es: 'Una visita dura como máximo {hours} horas.',
    },
    SLOT_TAKEN: {
      en: 'This time is taken.',
      nl: 'Dit tijdstip is bezet.',
      de: 'Dieser Zeitpunkt ist belegt.',
      fr: 'Cet horaire est pris.',
      es: 'Esta hora está ocupada.',
    },
    ...viewingTexts,
  },
  {
    noun: {
      agent: { en: 'agent', nl: 'Medewerker', de: 'Teammitglied', fr: 'Collaborateur', es: 'el agente' },
      ...journalNouns,
      photo: { en: 'photo', nl: 'Foto', de: 'Foto', fr: 'Photo', es: 'la foto' },
      block: { en: 'block', nl: 'Blok', de: 'Block', fr: 'Créneau partagé', es: 'el bloque' },
      contact: { en: 'contact', nl: 'Contact', de: 'Kontakt', fr: 'Contact', es: 'el contacto' },
      deal: { en: 'deal', nl: 'Deal', de: 'Vorgang', fr: 'Dossier', es: 'la operación' },
      property: { en: 'property', nl: 'Pand', de: 'Immobilie', fr: 'Bien', es: 'el inmueble' },
      offer: { en: 'offer', nl: 'Aanbod', de: 'Angebot', fr: 'Proposition', es: 'la propuesta' },
      watch: { en: 'watch', nl: 'Zoekopdracht', de: 'Suchauftrag', fr: 'Recherche', es: 'la búsqueda' },
      'rejection reason': {
        en: 'rejection reason',
        nl: 'Reden',
        de: 'Ablehnungsgrund',
        fr: 'Raison du refus',
        es: 'el motivo de rechazo',
      },
      viewing: { en: 'viewing', nl: 'Bezichtiging', de: 'Besichtigung', fr: 'Visite', es: 'la visita' },
    },
    status: {
      PENDING: { en: 'PENDING', nl: 'aangevraagd', de: 'angefragt', fr: 'demandée', es: 'solicitada' },
      CONFIRMED: { en: 'CONFIRMED', nl: 'bevestigd', de: 'bestätigt', fr: 'confirmée', es: 'confirmada' },
      REJECTED: { en: 'REJECTED', nl: 'afgewezen', de: 'abgelehnt', fr: 'refusée', es: 'rechazada' },
      CANCELLED: { en: 'CANCELLED', nl: 'geannuleerd', de: 'abgesagt', fr: 'annulée', es: 'cancelada' },
      COMPLETED: { en: 'COMPLETED', nl: 'afgerond', de: 'abgeschlossen', fr: 'terminée', es: 'completada' },
    },
    done: {
      confirmed: { en: 'confirmed', nl: 'bevestigd', de: 'bestätigt', fr: 'confirmée', es: 'confirmar' },
      rescheduled: { en: 'rescheduled', nl: 'verzet', de: 'verschoben', fr: 'reportée', es: 'reprogramar' },
      rejected: { en: 'rejected', nl: 'afgewezen', de: 'abgelehnt', fr: 'refusée', es: 'rechazar' },
      cancelled: { en: 'cancelled', nl: 'geannuleerd', de: 'abgesagt', fr: 'annulée', es: 'cancelar' },
      completed: { en: 'completed', nl: 'afgerond', de: 'abgeschlossen', fr: 'terminée', es: 'completar' },
      'marked as missed': {
        en: 'marked as missed',
        nl: 'als gemist gemarkeerd',
        de: 'als versäumt vermerkt',
        fr: 'marquée comme manquée',
        es: 'marcar como no asistida',
      },
      'given more dates': {
        en: 'given more dates',
        nl: 'met data aangevuld',
        de: 'um Termine ergänzt',
        fr: 'complétée par d’autres dates',
        es: 'ampliar con más fechas',
      },
      'given to another agent': {
        en: 'given to another agent',
        nl: 'aan een andere medewerker gegeven',
        de: 'einem anderen Teammitglied übertragen',
        fr: 'confiée à un autre collaborateur',
        es: 'asignar a otro agente',
      },
      arranged: { en: 'arranged', nl: 'geregeld', de: 'vorbereitet', fr: 'préparée', es: 'preparar' },
    },
  },
)
