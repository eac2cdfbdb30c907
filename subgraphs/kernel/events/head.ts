/** The one row that each log has about itself. A database that lacks it is damaged, and nothing of the log can be told. */
export function headIn<Row>(rows: readonly Row[]): Row {
  const [head] = rows
  if (!head) throw new Error('The event log has lost its head row; restore the database.')
  return head
}
