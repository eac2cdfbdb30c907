/** What is refused to who wants their profile deleted. */
export const profileDeletionTexts = {
  PROFILE_DELETION_OFF: {
    en: 'This portal does not let you delete your profile; write to the company.',
    nl: 'In dit portaal kunt u uw profiel niet verwijderen; schrijf het bedrijf.',
    de: 'In diesem Portal können Sie Ihr Profil nicht löschen; bitte schreiben Sie dem Unternehmen.',
    fr: 'Ce portail ne permet pas de supprimer votre profil. Veuillez écrire à l’entreprise.',
    es: 'Este portal no permite eliminar su perfil; escriba a la empresa.',
  },
  CONFIRMATION_WRONG: {
    en: 'This confirmation is not right, or not any more; begin anew.',
    nl: 'Deze bevestiging klopt niet of niet meer; begin opnieuw.',
    de: 'Diese Bestätigung stimmt nicht oder nicht mehr; bitte beginnen Sie von vorn.',
    fr: 'Cette confirmation n’est pas ou plus correcte. Veuillez recommencer.',
    es: 'Esta confirmación no es correcta o ya no lo es; empiece de nuevo.',
  },
} as const
