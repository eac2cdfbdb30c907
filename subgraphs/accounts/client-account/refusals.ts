/** What is refused of client accounts. */
export const clientAccountTexts = {
  REFERENCE_TAKEN: {
    en: 'Another client account of this kind has this reference.',
    nl: 'Een andere klantrekening van deze soort heeft dit kenmerk.',
    de: 'Ein anderes Kundenkonto dieser Art hat dieses Kennzeichen.',
    fr: 'Un autre compte client de ce type a cette référence.',
    es: 'Otra cuenta de cliente de este tipo tiene esta referencia.',
  },
  CURRENCY_UNKNOWN: {
    en: 'This is not a currency of ISO 4217 such as EUR.',
    nl: 'Dit is geen valuta van ISO 4217 zoals EUR.',
    de: 'Dies ist keine Währung nach ISO 4217 wie EUR.',
    fr: 'Ceci n’est pas une devise de la norme ISO 4217 telle que EUR.',
    es: 'Esta no es una moneda de ISO 4217 como EUR.',
  },
} as const
