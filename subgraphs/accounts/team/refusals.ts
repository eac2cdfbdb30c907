/** What is refused about teams. */
export const teamTexts = {
  TEAM_NAME_TAKEN: {
    en: 'Another team has this name.',
    nl: 'Een ander team heeft deze naam.',
    de: 'Ein anderes Team trägt diesen Namen.',
    fr: 'Une autre équipe porte ce nom.',
    es: 'Otro equipo tiene este nombre.',
  },
} as const
