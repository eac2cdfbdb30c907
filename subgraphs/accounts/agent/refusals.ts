/** What is refused about members of staff. */
export const agentTexts = {
  IS_COMPANY_ADMINISTRATOR: {
    en: 'This is the company’s administrator; appoint another one first (administratorAppoint).',
    nl: 'Dit is de beheerder van het bedrijf; benoem eerst een andere (administratorAppoint).',
    de: 'Dies ist die Administratorin oder der Administrator des Unternehmens; bitte ernennen Sie zuerst jemand anderen (administratorAppoint).',
    fr: 'C’est l’administrateur de l’entreprise. Veuillez d’abord en nommer un autre (administratorAppoint).',
    es: 'Es el administrador de la empresa; nombre primero a otro (administratorAppoint).',
  },
  AGENT_NOT_ADMIN: {
    en: 'Only a member of staff with the role ADMIN can be this; change the role first (agentRoleChange).',
    nl: 'Alleen een medewerker met de rol ADMIN kan dit zijn; wijzig eerst de rol (agentRoleChange).',
    de: 'Das kann nur ein Teammitglied mit der Rolle ADMIN sein; bitte ändern Sie zuerst die Rolle (agentRoleChange).',
    fr: 'Seul un collaborateur ayant le rôle ADMIN peut l’être. Veuillez d’abord changer son rôle (agentRoleChange).',
    es: 'Solo puede serlo un miembro del equipo con la función ADMIN; cambie primero la función (agentRoleChange).',
  },
  AGENT_HAS_LEFT: {
    en: 'This member of staff has left; let them return first (agentReturn).',
    nl: 'Deze medewerker is vertrokken; laat deze eerst terugkeren (agentReturn).',
    de: 'Dieses Teammitglied ist ausgeschieden; bitte nehmen Sie es zuerst wieder auf (agentReturn).',
    fr: 'Ce collaborateur est parti. Veuillez d’abord le faire revenir (agentReturn).',
    es: 'Este miembro del equipo se ha ido; haga primero que vuelva (agentReturn).',
  },
  OWN_PROFILE_ONLY: {
    en: 'Only an administrator may change what is said of others.',
    nl: 'Alleen een beheerder mag de gegevens van anderen wijzigen.',
    de: 'Nur wer ADMIN ist, darf die Angaben anderer ändern.',
    fr: 'Seul un administrateur peut modifier les données des autres.',
    es: 'Solo un administrador puede cambiar los datos de otros.',
  },
  EMAIL_BY_ADMINISTRATOR: {
    en: 'Only an administrator may change what a member of staff logs in with.',
    nl: 'Alleen een beheerder mag wijzigen waarmee een medewerker zich aanmeldt.',
    de: 'Nur wer ADMIN ist, darf ändern, womit sich ein Teammitglied anmeldet.',
    fr: 'Seul un administrateur peut modifier l’adresse avec laquelle un collaborateur se connecte.',
    es: 'Solo un administrador puede cambiar con qué inicia sesión un miembro del equipo.',
  },
} as const
