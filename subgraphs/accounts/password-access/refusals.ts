/** What is refused when staff give somebody access by a password. */
export const passwordAccessTexts = {
  CONTACT_CHOICE_REQUIRED: {
    en: 'Several contacts have this email address; choose one and give it a portal account.',
    nl: 'Meerdere contacten hebben dit e-mailadres; kies er een en geef het een portaalaccount.',
    de: 'Mehrere Kontakte haben diese E-Mail-Adresse; bitte wählen Sie einen und geben Sie ihm ein Portalkonto.',
    fr: 'Plusieurs contacts ont cette adresse e-mail. Veuillez en choisir un et lui ouvrir un compte.',
    es: 'Varios contactos tienen esta dirección de correo electrónico; elija uno y ábrale una cuenta.',
  },
  CONTACT_OF_COLLEAGUE: {
    en: 'A colleague is responsible for the person with this email address; they or an administrator can give access.',
    nl: 'Een collega is verantwoordelijk voor de persoon met dit e-mailadres; die of een beheerder kan toegang geven.',
    de: 'Für die Person mit dieser E-Mail-Adresse ist jemand anderes zuständig, der wie die Verwaltung Zugang geben kann.',
    fr: 'Un collègue est responsable de la personne qui a cette adresse ; lui ou un administrateur peut donner l’accès.',
    es: 'Un colega es responsable de la persona con esta dirección; él o un administrador puede dar el acceso.',
  },
} as const
