/** What is refused to somebody who wants to log in by a mailed link. */
export const logInLinkTexts = {
  LOG_IN_BY_LINK_OFF: {
    en: 'This portal mails no links for logging in.',
    nl: 'Dit portaal verstuurt geen links om u aan te melden.',
    de: 'Dieses Portal verschickt keine Links zum Anmelden.',
    fr: 'Ce portail n’envoie pas de liens de connexion.',
    es: 'Este portal no envía enlaces para iniciar sesión.',
  },
} as const
