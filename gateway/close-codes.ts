import { tokensAMinute } from './renewals.ts'

/** How a socket ends by the gateway's own will. */
export const closeCodes = {
  goingAway: 1001,
  internal: 1011,
  notReady: 1013,
  unauthorized: 4401,
  forbidden: 4403,
  tooMany: 4429,
} as const

/** Every code a client may meet, with what to do: the README's table. The protocols' own stand between ours. */
export const closeCodeMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [closeCodes.goingAway, 'the gateway goes away: connect again and resume'],
  [1009, 'the frame is larger than a body may be'],
  [closeCodes.internal, 'our fault; the log has it'],
  [closeCodes.notReady, 'the token or API key cannot be checked at the moment: try again'],
  [4400, 'a message that is none of graphql-transport-ws'],
  [
    closeCodes.unauthorized,
    'the token or API key is not valid or counts no more, or rights have changed; the close reason is `TOKEN_EXPIRED`, `TOKEN_INVALID` or `SESSION_ENDED`; also an operation before `connection_init`',
  ],
  [
    closeCodes.forbidden,
    'a page of this origin may not call for this person, or a ping has brought another one’s token; the close reason is `ORIGIN` or `OTHER_PERSON`',
  ],
  [4406, 'a subprotocol other than `graphql-transport-ws`'],
  [4408, '`connection_init` did not come within 10 s'],
  [4409, 'two operations under one id'],
  [
    closeCodes.tooMany,
    `\`connection_init\` came twice, or more than ${tokensAMinute} tokens came by pings within a minute`,
  ],
]
