/** What accounts tells of a company to those who write its mails. */
export interface Letterhead {
  /** The company's name. */
  readonly company: string
  /** What leads clients to its portal; it is no secret. */
  readonly portalKey: string
  /** A tag such as `nl`: what is spoken where somebody has no language of their own, as staff have none. */
  readonly language: string
}
