import { graphql } from './generated/gql.ts'
import { mailTo, temporaryPasswordIn } from './mails.ts'
import { person, type Person } from './person.ts'

/** Where the product is and where its mails are captured. */
export interface Place {
  readonly url: string
  readonly dataDir: string
}

const StaffLogIn = graphql(`
  mutation StaffLogIn($input: StaffLogInInput!) {
    staffLogIn(input: $input) {
      session {
        accessToken
      }
      userErrors {
        code
      }
    }
  }
`)

const ClientLogIn = graphql(`
  mutation ClientLogIn($input: ClientLogInInput!) {
    clientLogIn(input: $input) {
      session {
        accessToken
      }
      userErrors {
        code
      }
    }
  }
`)

const ChangePassword = graphql(`
  mutation ChangePassword($input: PasswordChangeInput!) {
    passwordChange(input: $input) {
      session {
        accessToken
      }
      userErrors {
        code
      }
    }
  }
`)

export async function staffLogIn({ url }: Place, company: string, email: string, password: string): Promise<Person> {
  const { staffLogIn } = await person(url).ask(StaffLogIn, { input: { company, email, password } })
  return loggedIn(url, staffLogIn)
}

export async function clientLogIn({ url }: Place, portalKey: string, email: string, password: string): Promise<Person> {
  const { clientLogIn } = await person(url).ask(ClientLogIn, { input: { portalKey, email, password } })
  return loggedIn(url, clientLogIn)
}

/** Changes a password, which gives a new session. */
export async function changePassword(who: Person, currentPassword: string, newPassword: string): Promise<Person> {
  const { passwordChange } = await who.ask(ChangePassword, { input: { currentPassword, newPassword } })
  return loggedIn(who.url, passwordChange)
}

/** The temporary password that was mailed to this address, as its reader copies it from the mail. */
export async function mailedPassword({ dataDir }: Place, email: string): Promise<string> {
  const { text } = await mailTo(dataDir, email, (text) => temporaryPasswordIn(text) !== null)
  return temporaryPasswordIn(text)!
}

interface SessionPayload {
  readonly session?: { readonly accessToken: string } | null
  readonly userErrors: readonly { readonly code: string }[]
}

function loggedIn(url: string, { session, userErrors }: SessionPayload): Person {
  if (!session) throw new Error(`No session was given: ${userErrors.map(({ code }) => code).join(', ')}.`)
  return person(url, session.accessToken)
}
