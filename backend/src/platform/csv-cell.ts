/** A text as one cell of a CSV file: quoted, and what a spreadsheet would take for a formula is text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
