/** What somebody is given who has come in. */
export interface Session {
  readonly accessToken: string
  readonly refreshToken: string
  readonly accessTokenExpiresAt: string
}

const session =
  'session { accessToken refreshToken accessTokenExpiresAt } challenge { challengeId } userErrors { message }'

/** What the page itself asks; each mutation's payload is called `payload`, so that one function reads them all. */
export const sessionDocuments = {
  staff: `mutation LogIn($input: StaffLogInInput!) { payload: staffLogIn(input: $input) { ${session} } }`,
  client: `mutation LogIn($input: ClientLogInInput!) { payload: clientLogIn(input: $input) { ${session} } }`,
  code: `mutation Answer($input: SecondFactorVerifyInput!) { payload: secondFactorVerify(input: $input) { ${session} } }`,
  refresh: `mutation Refresh($input: SessionRefreshInput!) { payload: sessionRefresh(input: $input) { ${session} } }`,
  password: `mutation ChangePassword($input: PasswordChangeInput!) {
    payload: passwordChange(input: $input) { ${session} }
  }`,
  end: `mutation LogOut($input: SessionEndInput!) { payload: sessionEnd(input: $input) { userErrors { message } } }`,
  viewer: `query Viewer { viewer { __typename
    ... on StaffViewer { agent { id name } company { name } role blocks }
    ... on ClientViewer { account { id firstName lastName email } company { name } blocks }
  } }`,
}
