/** What passes by itself: no answer, no such host yet, a connection that was cut, a database that starts or ends. */
const passing =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|UND_ERR_(CONNECT_TIMEOUT|SOCKET)|57P0[123]|08[0-9A-Z]{3}|53300)$/

/** Whether an error, or what caused it, says that a server could not be reached rather than that something is wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && passing.test(code)) || isOutage(error.cause)
}
