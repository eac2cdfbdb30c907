/** What is refused when somebody says what they look for. */
export const watchTexts = {
  CRITERIA_MISSING: {
    en: 'Say at least one thing that is looked for.',
    nl: 'Noem ten minste één ding waarnaar wordt gezocht.',
    de: 'Bitte nennen Sie mindestens ein Merkmal, nach dem gesucht wird.',
    fr: 'Veuillez indiquer au moins un critère de recherche.',
    es: 'Indique al menos una característica que se busca.',
  },
  RANGE_REVERSED: {
    en: 'The largest must not be less than the smallest: nothing could match.',
    nl: 'Het grootste mag niet kleiner zijn dan het kleinste: niets zou passen.',
    de: 'Der größte Wert darf nicht kleiner sein als der kleinste: nichts könnte passen.',
    fr: 'La valeur maximale ne doit pas être inférieure à la minimale : rien ne pourrait correspondre.',
    es: 'El máximo no debe ser menor que el mínimo: nada podría coincidir.',
  },
  CONTACT_MISSING: {
    en: 'Say for which contact this is.',
    nl: 'Zeg voor welk contact dit is.',
    de: 'Bitte sagen Sie, für welchen Kontakt dies ist.',
    fr: 'Veuillez indiquer pour quel contact.',
    es: 'Indique para qué contacto es.',
  },
  AGENT_MISSING: {
    en: 'Nobody looks after you yet; please try again in a moment.',
    nl: 'Nog niemand is uw contactpersoon; probeer het straks opnieuw.',
    de: 'Noch betreut Sie niemand; bitte versuchen Sie es gleich noch einmal.',
    fr: 'Personne ne s’occupe encore de vous ; veuillez réessayer dans un instant.',
    es: 'Todavía nadie le atiende; vuelva a intentarlo dentro de un momento.',
  },
  TOO_MANY_WATCHES: {
    en: 'A contact has at most {most} watches.',
    nl: 'Een contact heeft ten hoogste {most} zoekopdrachten.',
    de: 'Ein Kontakt hat höchstens {most} Suchaufträge.',
    fr: 'Un contact a au plus {most} recherches.',
    es: 'Un contacto tiene como máximo {most} búsquedas.',
  },
} as const
