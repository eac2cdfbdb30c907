import type { Texts } from './texts.ts'

/** What a new member of staff is told. */
export const staffInvitation: Texts<{
  readonly firstName: string
  readonly company: string
  readonly handle: string
  readonly address: string
  readonly email: string
  readonly password: string
}> = {
  en: ({ firstName, company, handle, address, email, password }) => ({
    subject: `Your staff log-in at ${company}`,
    text: `Hello ${firstName},

you are now a member of staff of ${company}:

${address}

Company: ${handle}
Email: ${email}
Temporary password: ${password}

The temporary password works for 72 hours. After logging in you choose one of your own.
`,
  }),
}
