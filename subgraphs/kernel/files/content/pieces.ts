import { FileRefusal } from './refusal.ts'

/** Ten minutes of the shortest packets are 240,000, and some readers meet each twice. */
const mostPieces = 600_000

/**
 * Counts what a recording is made of, as one call for each piece. A file may say in two bytes that there is another piece
 * of no length: of 25 megabytes of these, a list would take all the memory there is.
 */
export function openCount(): () => void {
  let left = mostPieces
  return () => {
    if (left === 0) throw new FileRefusal('FILE_DAMAGED')
    left--
  }
}
