import graphql from '@graphql-eslint/eslint-plugin'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const publicSchema = 'schema/api.graphql'

// Types without an id of their own: they are fetched with what they belong to, and change with it. A new type that
// stands neither here nor under a suffix is asked for its id.
const withoutId = {
  suffixes: ['Connection', 'Edge', 'Payload', 'Viewer'],
  types: [
    // Values.
    ...[
      'AreaLocation',
      'AreaRange',
      'Attachment',
      'Balance',
      'BoundingBox',
      'ContactReview',
      'DoNotContact',
      'ExactLocation',
      'GeoPoint',
      'Money',
      'OfferGroupCount',
      'PageInfo',
      'PreferredDate',
      'PriceRange',
      'Reaction',
      'ReactionReason',
      'Recording',
      'Slot',
      'UploadHeader',
      'ViewingPermission',
      'ViewingProposal',
    ],
    // An agent's hours.
    ...['Availability', 'AvailabilityException', 'OpenHours', 'WeeklyHours'],
    // What a viewing opens when its time has come.
    ...['GateClosed', 'Journal', 'NavigationOpen'],
    // What is known of a viewing besides.
    ...['ViewingAccompaniment', 'ViewingArrangements', 'ViewingFeedback'],
    // What everybody sees of a company.
    ...['NoSuchPortal', 'Portal', 'PortalBranding', 'PortalKey', 'PortalRegistration', 'PortalSignOn'],
    // Known by their company, or account, and version.
    ...['Terms', 'TermsAcceptance'],
    // An entry of a log, known by its account and time.
    'StaffView',
    // Entries of a history, each known by what it happened to and its version.
    ...['DealClientChange', 'InterestHistoryEntry', 'ViewingHistoryEntry'],
    // How clients come in by the company's product.
    ...['AccountSignOn', 'SecondFactor', 'SecondFactorChallenge', 'SignOnOption', 'SignOnRemedy', 'SignOnSettings'],
    // Known by what they belong to.
    ...['Interaction', 'LikedProperty', 'WatchCriteria', 'WatchMatch'],
    // Of one account at one moment.
    ...['LoginDiagnosis', 'LoginFinding', 'LoginRemedy', 'SignIn'],
    // One of each person's own, known by whose it is.
    ...['CalendarFeed', 'EmailChange'],
    // Items of streams, each known by its cursor.
    ...['CursorExpired', 'Heartbeat', 'StreamOpened', 'TicketStatusChanged', 'TicketUpdated', 'ViewingChanged'],
    'ViewingGateOpened',
    // Refusals.
    ...['EmailChoiceRequired', 'JournalClosed', 'Refused', 'SlotTaken', 'TicketStatusNotAllowed', 'UserIsInvalid'],
  ],
}

export default defineConfig(
  { ignores: ['dist', 'data', 'schema/*', `!${publicSchema}`, 'test/support/generated'] },
  {
    files: [publicSchema],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: publicSchema } } },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: withoutId }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // `userErrors`, enums and values are short lists that nobody pages through.
          listTypeCanWrapOnlyEdgeType: false,
          // Entries of histories and sessions are listed, and nobody fetches one of them again by its id alone.
          shouldImplementNode: false,
        },
      ],
    },
  },
  {
    files: ['**/*.{js,ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read once, by kernel/config.' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // To type-graphql a class is a `Function`.
      '@typescript-eslint/no-unsafe-function-type': 'off',
    },
  },
  {
    files: ['scripts/**/*.{ts,js}', 'test/**/*.ts', '**/main.ts', '**/*.config.*'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
