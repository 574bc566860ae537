/**
 * Why a row of a file or a point of a request is not taken, in the same words wherever somebody sends numbers. The code is
 * for programs and never changes; the sentence is for people, without its full stop: what the cell holds may follow.
 */
export const REFUSALS = {
  'time-missing': 'There is no time',
  'time-unreadable': 'The time cannot be read',
  'time-out-of-range': 'The time does not lie between 1970 and 2100',
  'value-unreadable': 'The value is no number',
  'no-value': 'There is no value',
  'value-text': 'The value is a text, and only numbers are kept',
  'label-too-long': 'A label is longer than 256 letters',
  'label-unreadable': 'A label holds a NUL character',
  'too-many-series': 'There are more than 10,000 different series',
  'labels-unreadable': 'The labels are no texts by name: at most 32, their names up to 64 letters',
  'metric-missing': 'There is no metric',
  'metric-unreadable': 'A metric name begins with a letter and holds letters, digits and _ . : / - only, at most 200',
  'series-missing': 'There is no series at this place of the list',
  'point-unreadable': 'This is no point',
  'record-unreadable': 'This is no record',
  'key-missing': 'There is no key',
  'key-unreadable': 'The key is no text of 1 to 500 letters, nor a whole number',
  'body-missing': 'There is no body',
  'body-unreadable': 'The body is no object of fields that can be stored, at most 20 deep',
  'body-too-large': 'The body is larger than 64 KiB',
  'line-unreadable': 'The line is no measurement with fields and a time',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

const SHOWN_LETTERS = 60;

/** `The value is no number: column 2 holds “abc”.`; `where` is a column or a field, `held` what stands there. */
export function refusalText(code: RefusalCode, where: string, held: string): string {
  if (held === '') return `${REFUSALS[code]} (${where}).`;
  const shown = held.length > SHOWN_LETTERS ? `${held.slice(0, SHOWN_LETTERS)}…` : held;
  return `${REFUSALS[code]}: ${where} holds “${shown}”.`;
}
