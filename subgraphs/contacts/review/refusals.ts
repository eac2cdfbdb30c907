/** What is refused when staff look at leads. */
export const reviewTexts = {
  CONTACT_NOT_UNDER_REVIEW: {
    en: 'This contact does not wait for a review.',
    nl: 'Dit contact wacht niet op een beoordeling.',
    de: 'Dieser Kontakt wartet nicht auf eine Prüfung.',
    fr: 'Ce contact n’attend aucune vérification.',
    es: 'Este contacto no está pendiente de revisión.',
  },
  CONTACT_HAS_PORTAL_ACCOUNT: {
    en: 'That contact has a portal account: two accounts are not merged.',
    nl: 'Dat contact heeft een portaalaccount: twee accounts worden niet samengevoegd.',
    de: 'Jener Kontakt hat ein Portalkonto: zwei Konten werden nicht zusammengeführt.',
    fr: 'Ce contact a un compte du portail : deux comptes ne sont pas fusionnés.',
    es: 'Ese contacto tiene una cuenta del portal: dos cuentas no se fusionan.',
  },
  MERGE_INTO_ITSELF: {
    en: 'A contact cannot be merged into itself.',
    nl: 'Een contact kan niet met zichzelf worden samengevoegd.',
    de: 'Ein Kontakt kann nicht mit sich selbst zusammengeführt werden.',
    fr: 'Un contact ne peut pas être fusionné avec lui-même.',
    es: 'Un contacto no puede fusionarse consigo mismo.',
  },
} as const
