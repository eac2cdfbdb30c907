/** What is refused of an agent's hours. */
export const availabilityTexts = {
  HOURS_OVERLAP: {
    en: 'Two ranges of the same day overlap.',
    nl: 'Twee perioden van dezelfde dag overlappen.',
    de: 'Zwei Zeitspannen desselben Tages überschneiden sich.',
    fr: 'Deux plages d’un même jour se chevauchent.',
    es: 'Dos tramos del mismo día se solapan.',
  },
  DATES_REVERSED: {
    en: 'The last day must not be before the first.',
    nl: 'De laatste dag mag niet voor de eerste liggen.',
    de: 'Der letzte Tag darf nicht vor dem ersten liegen.',
    fr: 'Le dernier jour ne doit pas précéder le premier.',
    es: 'El último día no puede ser anterior al primero.',
  },
  OWN_CALENDAR_ONLY: {
    en: 'Only an administrator changes another agent’s calendar.',
    nl: 'Alleen een beheerder wijzigt de agenda van een andere medewerker.',
    de: 'Nur die Administration ändert die Kalender anderer Teammitglieder.',
    fr: 'Seul un administrateur modifie l’agenda d’un autre collaborateur.',
    es: 'Solo un administrador cambia la agenda de otro agente.',
  },
} as const
