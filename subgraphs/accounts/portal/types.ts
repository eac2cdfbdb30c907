import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import type { PortalUpdate } from './commands.ts'
import { portalFeature, registrationMode, registrationWay, type PortalRow } from './tables.ts'

const PortalFeature = enumType(
  portalFeature,
  'PortalFeature',
  'A part of the portal that clients have or not (ACC-24).',
  {
    VIEWINGS: 'Asking for viewings of what one is offered, and following them.',
    OFFERS: 'Seeing the properties one is offered.',
    TICKETS: 'Asking the support team, and following one’s requests.',
    HELP_CENTRE: 'Reading the help centre’s articles.',
    CONTACT_AGENT: 'Writing to one’s own agent.',
    PROFILE_DELETION: 'Deleting one’s own profile.',
    UPLOADS: 'Sending files: a profile picture, attachments of requests.',
  },
)

const RegistrationMode = enumType(registrationMode, 'RegistrationMode', 'Who may open an account by themselves.', {
  OPEN: 'Whoever proves that an email address is theirs.',
  MODERATED: 'Whoever proves that an email address is theirs, and whom staff approve then: they cannot log in before.',
  CLOSED: 'Nobody: staff open the accounts.',
})

const RegistrationWay = enumType(
  registrationWay,
  'RegistrationWay',
  'How a registering person proves that an email address is theirs.',
  {
    CODE: 'By a code of six digits from a mail; the password is chosen before.',
    LINK: 'By a link from a mail, behind which the password is chosen.',
  },
)

const colorIs = 'as `#` and six hexadecimal digits in small letters; null for the frontend’s own'

@ObjectType('PortalBranding', { simpleResolvers: true, description: 'What makes the portal look like the company’s.' })
export class PortalBranding implements Pick<PortalRow, 'displayName' | 'primaryColor' | 'accentColor' | 'logoUrl'> {
  @Field(() => String, { description: 'What the portal is called; at first the company’s name.' })
  displayName!: string

  @Field(() => String, { nullable: true, description: `The main colour, ${colorIs}.` })
  primaryColor!: string | null

  @Field(() => String, { nullable: true, description: `The colour that stands out, ${colorIs}.` })
  accentColor!: string | null

  @Field(() => String, { nullable: true, description: 'The logo’s address, with https; null for none.' })
  logoUrl!: string | null
}

@ObjectType('PortalRegistration', {
  simpleResolvers: true,
  description: 'How somebody comes to an account by themselves.',
})
export class PortalRegistration {
  @Field(() => RegistrationMode, { description: 'Who may.' })
  mode!: PortalRow['registrationMode']

  @Field(() => RegistrationWay, { description: 'How their email address is proved.' })
  way!: PortalRow['registrationWay']

  @Field(() => Int, { description: 'How many characters a first or last name has at least, 1 to 100 (ACC-6).' })
  shortestName!: number
}

@ObjectType('Portal', {
  description:
    'How a company’s portal looks and works. It is the same for everybody, changes seldom, and may be kept for minutes.',
})
export class Portal implements Pick<
  PortalRow,
  | 'isOn'
  | 'notice'
  | 'features'
  | 'languages'
  | 'defaultLanguage'
  | 'supportEmail'
  | 'imprintUrl'
  | 'privacyUrl'
  | 'logInByLink'
> {
  @Field(() => String, {
    description: 'Its current key, also where an earlier one was asked for: log in with it. No secret.',
  })
  key!: string

  @Field(() => Boolean, {
    description: 'Whether clients may come in. While it is off they get FORBIDDEN with the reason `PORTAL_OFF`.',
  })
  isOn!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'What the company wants its visitors to read, above all while the portal is off; plain text.',
  })
  notice!: string | null

  @Field(() => [PortalFeature], {
    description:
      'What clients have. A frontend shows these and no others: a client who asks something of another part gets FORBIDDEN ' +
      'with the reason `FEATURE_OFF`. What they have asked or uploaded before is kept.',
  })
  features!: PortalRow['features']

  @Field(() => Boolean, {
    description: 'Whether clients may have a link mailed that logs them in without a password: `loginLinkRequest`.',
  })
  logInByLink!: boolean

  @Field(() => [String], { description: 'The languages it is offered in, as `en`, in the order to show them.' })
  languages!: string[]

  @Field(() => String, { description: 'The one of them for whoever wants none of them.' })
  defaultLanguage!: string

  @Field(() => String, { nullable: true, description: 'Where to write to when nothing else helps.' })
  supportEmail!: string | null

  @Field(() => String, { nullable: true, description: 'The address of the page that says who is responsible.' })
  imprintUrl!: string | null

  @Field(() => String, { nullable: true, description: 'The address of the page about personal data.' })
  privacyUrl!: string | null
}

@ObjectType('NoSuchPortal', {
  simpleResolvers: true,
  description: 'The key leads to no portal. Whether it is missing, mistyped, unknown or retired is not told (ACC-5).',
})
export class NoSuchPortal {
  @Field(() => String, { description: 'What to show instead of a log-in form, in the asker’s language; plain text.' })
  information!: string
}

export const PortalResult = createUnionType({
  name: 'PortalResult',
  description: 'Where a portal key leads.',
  types: () => [Portal, NoSuchPortal] as const,
  resolveType: (found: object) => (found as { __typename: string }).__typename as never,
})

@ObjectType('PortalSettings', {
  description: 'The company’s portal with what only its administrators see and set (ACC-24).',
})
export class PortalSettings implements Pick<PortalRow, 'version' | 'origins'> {
  @Field(() => ID)
  id!: string

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => [String], {
    description:
      'The origins from which pages of the company’s own frontends call, such as `https://portal.example.com`. They may ' +
      'act for this company only; those of the operator’s setting ORIGINS serve all.',
  })
  origins!: string[]
}

@InputType({ description: 'How the portal shall look; what is absent stays, and null empties what may be empty.' })
export class PortalBrandingInput implements NonNullable<PortalUpdate['branding']> {
  @Field(() => String, { nullable: true, description: '1 to 100 characters.' })
  displayName?: string

  @Field(() => String, { nullable: true, description: '`#` and six hexadecimal digits.' })
  primaryColor?: string | null

  @Field(() => String, { nullable: true, description: '`#` and six hexadecimal digits.' })
  accentColor?: string | null

  @Field(() => String, { nullable: true, description: 'An address with https, of at most 2000 characters.' })
  logoUrl?: string | null
}

@InputType({ description: 'How somebody shall come to an account by themselves; what is absent stays.' })
export class PortalRegistrationInput implements NonNullable<PortalUpdate['registration']> {
  @Field(() => RegistrationMode, { nullable: true, description: 'Who may.' })
  mode?: PortalRow['registrationMode']

  @Field(() => RegistrationWay, { nullable: true, description: 'How their email address is proved.' })
  way?: PortalRow['registrationWay']

  @Field(() => Int, { nullable: true, description: 'The fewest characters of a first or last name, 1 to 100.' })
  shortestName?: number
}

@InputType({
  description: 'How the portal shall look and work. What is absent stays, and null empties what may be empty.',
})
export class PortalSettingsUpdateInput implements PortalUpdate {
  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => Boolean, {
    nullable: true,
    description: 'Off blocks every client at once and deletes nothing; staff go on as before.',
  })
  isOn?: boolean

  @Field(() => String, { nullable: true, description: 'Plain text of at most 2000 characters.' })
  notice?: string | null

  @Field(() => [PortalFeature], {
    nullable: true,
    description:
      'All that clients shall have. What is taken away is refused to them from then on, and nothing of it is deleted.',
  })
  features?: PortalRow['features']

  @Field(() => PortalBrandingInput, { nullable: true, description: 'How it looks.' })
  branding?: PortalBrandingInput

  @Field(() => PortalRegistrationInput, { nullable: true, description: 'How somebody comes to an account.' })
  registration?: PortalRegistrationInput

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether clients may have a link mailed that logs them in without a password.',
  })
  logInByLink?: boolean

  @Field(() => [String], {
    nullable: true,
    description: 'At least one of `en`, `nl`, `de`, `fr` and `es`, in the order to show them.',
  })
  languages?: string[]

  @Field(() => String, { nullable: true, description: 'One of those offered.' })
  defaultLanguage?: string

  @Field(() => String, { nullable: true, description: 'An email address of at most 254 characters.' })
  supportEmail?: string | null

  @Field(() => String, { nullable: true, description: 'An address with https, of at most 2000 characters.' })
  imprintUrl?: string | null

  @Field(() => String, { nullable: true, description: 'An address with https, of at most 2000 characters.' })
  privacyUrl?: string | null

  @Field(() => [String], {
    nullable: true,
    description:
      'All of them, at most 20, each as browsers send it: with https, without a path or a slash at the end. While the ' +
      'product is developed also with http of the own machine. They count within seconds.',
  })
  origins?: string[]
}

@ObjectType({ description: 'What `portalSettingsUpdate` did.' })
export class PortalSettingsUpdatePayload extends Payload {
  @Field(() => PortalSettings, { nullable: true, description: 'The settings as they are now.' })
  portalSettings?: PortalSettings
}
