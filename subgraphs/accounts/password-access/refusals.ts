/** What is refused when staff give somebody access by a password. */
export const passwordAccessTexts = {
  CONTACT_CHOICE_REQUIRED: {
    en: 'Several contacts have this email address; choose one and give it a portal account.',
    nl: 'Meerdere contacten hebben dit e-mailadres; kies er een en geef het een portaalaccount.',
    de: 'Mehrere Kontakte haben diese E-Mail-Adresse; bitte wählen Sie einen und geben Sie ihm ein Portalkonto.',
    fr: 'Plusieurs contacts ont cette adresse e-mail. Veuillez en choisir un et lui ouvrir un compte.',
    es: 'Varios contactos tienen esta dirección de correo electrónico; elija uno y ábrale una cuenta.',
  },
} as const
