/** What is refused when staff decide about somebody who waits. */
export const approvalTexts = {
  NOT_AWAITING_APPROVAL: {
    en: 'This account does not wait for a decision.',
    nl: 'Dit account wacht niet op een beslissing.',
    de: 'Dieses Konto wartet auf keine Entscheidung.',
    fr: 'Ce compte n’attend aucune décision.',
    es: 'Esta cuenta no espera ninguna decisión.',
  },
} as const
