/**
 * What the page of a portal may be told in its address, `PORTAL_URL/?portal=<key>&<name>=<value>`, and what its frontend asks
 * then: the README's table. Mails and sign-on lead there.
 */
export const portalLinks = {
  portal: { asks: 'portal', when: 'always: whose portal it is. Mails that want nothing else bring nothing else' },
  registration: {
    asks: 'registrationComplete',
    when: 'from the mail to somebody who registers by link: its `token`; they choose a password',
  },
  logIn: { asks: 'loginLinkUse', when: 'from the mail to somebody who wants to log in by link: its `token`' },
  'sign-on': {
    asks: 'signOnComplete',
    when: 'back from single sign-on: its `token`, beside the verifier that the frontend kept',
  },
  'sign-on-from': {
    asks: 'signOnStart',
    when: 'from the company’s product by one click: its `instanceId`, beside a new verifier’s hash',
  },
  'sign-on-error': { asks: null, when: 'back from single sign-on without anybody vouched for: why' },
} as const

export type PortalLink = keyof typeof portalLinks
