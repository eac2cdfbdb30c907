/** One @ with something on both sides and a dot after it; whether it takes mail shows when mail is sent. */
const SHAPE = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/
/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const LONGEST = 254

/** Whether a text can be an email address. */
export function isEmailAddress(text: string): boolean {
  return text.length <= LONGEST && SHAPE.test(text)
}
