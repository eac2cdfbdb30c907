/** What is refused about API keys. */
export const apiKeyTexts = {
  SCOPES_MISSING: {
    en: 'At least one scope is needed.',
    nl: 'Er is ten minste één scope nodig.',
    de: 'Es wird mindestens ein Scope gebraucht.',
    fr: 'Il faut au moins une portée.',
    es: 'Hace falta al menos un ámbito.',
  },
  EXPIRES_IN_THE_PAST: {
    en: 'This time has passed.',
    nl: 'Dit tijdstip is voorbij.',
    de: 'Dieser Zeitpunkt ist vorbei.',
    fr: 'Ce moment est passé.',
    es: 'Este momento ya ha pasado.',
  },
  EXPIRES_TOO_LATE: {
    en: 'An API key lasts a year at most.',
    nl: 'Een API-sleutel geldt ten hoogste een jaar.',
    de: 'Ein API-Schlüssel gilt höchstens ein Jahr.',
    fr: 'Une clé d’API dure un an au plus.',
    es: 'Una clave de API dura un año como máximo.',
  },
  API_KEY_LIMIT_REACHED: {
    en: 'A company has at most {most} active API keys; revoke one first.',
    nl: 'Een bedrijf heeft ten hoogste {most} actieve API-sleutels; trek er eerst een in.',
    de: 'Ein Unternehmen hat höchstens {most} aktive API-Schlüssel; bitte widerrufen Sie zuerst einen.',
    fr: 'Une entreprise a au plus {most} clés d’API actives. Veuillez d’abord en révoquer une.',
    es: 'Una empresa tiene como máximo {most} claves de API activas; revoque una primero.',
  },
  API_KEY_ENDED: {
    en: 'This API key has ended; make a new one.',
    nl: 'Deze API-sleutel is beëindigd; maak een nieuwe.',
    de: 'Dieser API-Schlüssel gilt nicht mehr; bitte erstellen Sie einen neuen.',
    fr: 'Cette clé d’API n’est plus valable. Veuillez en créer une autre.',
    es: 'Esta clave de API ya no es válida; cree una nueva.',
  },
} as const
