/** What is refused of deals. */
export const dealTexts = {
  DEAL_CLOSED: {
    en: 'This deal is closed; reopen it first.',
    nl: 'Deze deal is gesloten; heropen hem eerst.',
    de: 'Dieser Vorgang ist abgeschlossen; bitte öffnen Sie ihn zuerst wieder.',
    fr: 'Ce dossier est clos ; veuillez d’abord le rouvrir.',
    es: 'Esta operación está cerrada; primero vuelva a abrirla.',
  },
} as const
