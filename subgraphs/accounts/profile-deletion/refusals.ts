/** What is refused to who wants their profile deleted. */
export const profileDeletionTexts = {
  CONFIRMATION_WRONG: {
    en: 'This confirmation is not right, or not any more; begin anew.',
    nl: 'Deze bevestiging klopt niet of niet meer; begin opnieuw.',
    de: 'Diese Bestätigung stimmt nicht oder nicht mehr; bitte beginnen Sie von vorn.',
    fr: 'Cette confirmation n’est pas ou plus correcte. Veuillez recommencer.',
    es: 'Esta confirmación no es correcta o ya no lo es; empiece de nuevo.',
  },
} as const
