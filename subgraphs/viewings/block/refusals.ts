/** What is refused of times that several share. */
export const blockTexts = {
  BLOCK_FULL: {
    en: 'All places of this time are taken.',
    nl: 'Alle plaatsen op dit tijdstip zijn bezet.',
    de: 'Alle Plätze zu dieser Zeit sind vergeben.',
    fr: 'Toutes les places de cet horaire sont prises.',
    es: 'Todas las plazas de esta hora están ocupadas.',
  },
  BLOCK_ELSEWHERE: {
    en: 'Another property is shown in this block.',
    nl: 'In dit blok wordt een ander pand getoond.',
    de: 'In diesem Block wird eine andere Immobilie gezeigt.',
    fr: 'Un autre bien est montré dans ce créneau partagé.',
    es: 'En este bloque se muestra otro inmueble.',
  },
  BLOCK_CANCELLED: {
    en: 'This time was called off.',
    nl: 'Dit tijdstip is afgezegd.',
    de: 'Dieser Zeitpunkt wurde abgesagt.',
    fr: 'Cet horaire a été annulé.',
    es: 'Esta hora se ha cancelado.',
  },
  BLOCK_BEGUN: {
    en: 'This time has begun; cancel its viewings one by one.',
    nl: 'Dit tijdstip is begonnen; annuleer de bezichtigingen een voor een.',
    de: 'Diese Zeit hat begonnen; bitte sagen Sie die Besichtigungen einzeln ab.',
    fr: 'Cet horaire a commencé ; veuillez annuler les visites une à une.',
    es: 'Esta hora ha empezado; cancele las visitas una a una.',
  },
  IN_BLOCK: {
    en: 'It shares its time with others; move it to a time of its own first.',
    nl: 'Ze deelt haar tijdstip met andere; verplaats haar eerst naar een eigen tijdstip.',
    de: 'Sie teilt ihre Zeit mit anderen; bitte verschieben Sie sie zuerst auf eine eigene.',
    fr: 'Elle partage son horaire avec d’autres ; veuillez d’abord lui en donner un propre.',
    es: 'Comparte su hora con otras; trasládela primero a una hora propia.',
  },
  TIME_OR_BLOCK: {
    en: 'Name either a time or a block.',
    nl: 'Noem een tijdstip of een blok.',
    de: 'Bitte nennen Sie entweder eine Zeit oder einen Block.',
    fr: 'Veuillez indiquer soit un horaire, soit un créneau partagé.',
    es: 'Indique o bien una hora o bien un bloque.',
  },
} as const
