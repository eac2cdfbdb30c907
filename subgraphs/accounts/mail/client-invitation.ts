import type { Texts } from './texts.ts'

/** What a client is told who got a portal account from staff (ACC-2). */
export const clientInvitation: Texts<{
  readonly firstName: string
  readonly company: string
  readonly address: string
  readonly email: string
  readonly password: string
}> = {
  en: ({ firstName, company, address, email, password }) => ({
    subject: `Your portal account at ${company}`,
    text: `Hello${firstName && ` ${firstName}`},

${company} has opened a portal account for you:

${address}

Email: ${email}
Temporary password: ${password}

The temporary password works for 72 hours. After logging in you choose one of your own.
`,
  }),
}
