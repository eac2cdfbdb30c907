/** What is refused in the life of a viewing. */
export const viewingTexts = {
  INVALID_STATE: {
    en: 'A viewing in the state {status} cannot be {done}.',
    nl: 'Een bezichtiging met de status “{status}” kan niet worden {done}.',
    de: 'Eine Besichtigung im Status „{status}“ kann nicht {done} werden.',
    fr: 'Une visite à l’état « {status} » ne peut pas être {done}.',
    es: 'Una visita en estado «{status}» no se puede {done}.',
  },
  NOT_STARTED: {
    en: 'This can be said from the start of the viewing on.',
    nl: 'Dit kan vanaf het begin van de bezichtiging worden gezegd.',
    de: 'Dies lässt sich vom Beginn der Besichtigung an sagen.',
    fr: 'Ceci peut être indiqué à partir du début de la visite.',
    es: 'Esto se puede indicar desde el comienzo de la visita.',
  },
  OUTCOME_FINAL: {
    en: 'How a viewing went can be changed until {days} days after it.',
    nl: 'Hoe een bezichtiging is verlopen, kan tot {days} dagen erna worden gewijzigd.',
    de: 'Wie eine Besichtigung verlief, lässt sich bis {days} Tage danach ändern.',
    fr: 'L’issue d’une visite peut être modifiée jusqu’à {days} jours après celle-ci.',
    es: 'El resultado de una visita se puede cambiar hasta {days} días después.',
  },
  NO_PROPOSAL: {
    en: 'No other time is proposed.',
    nl: 'Er is geen ander tijdstip voorgesteld.',
    de: 'Es ist kein anderer Termin vorgeschlagen.',
    fr: 'Aucun autre horaire n’est proposé.',
    es: 'No hay ninguna otra hora propuesta.',
  },
  AGENT_SHOWS_NONE: {
    en: 'Viewings are shown by administrators and agents.',
    nl: 'Bezichtigingen worden door beheerders en makelaars gegeven.',
    de: 'Besichtigungen führen Administratoren und Makler durch.',
    fr: 'Les visites sont assurées par les administrateurs et les agents.',
    es: 'Las visitas las realizan los administradores y los agentes.',
  },
} as const
