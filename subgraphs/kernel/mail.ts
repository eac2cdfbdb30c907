/** A mail as the product writes it: plain text, one recipient. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** Hands the mail to the SMTP server, or captures it; throws when it was not accepted. */
  send(mail: Mail): Promise<void>
}
