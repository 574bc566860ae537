import type { FieldType, Provenance, Totals } from './frame.js';

export interface FieldHeader {
  readonly name: string;
  readonly type: FieldType;
  readonly metric?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly dictionary?: readonly string[];
  readonly totals?: Totals;
}
export interface FrameHeader extends Provenance {
  readonly name: string;
  readonly length: number;
  readonly fields: readonly FieldHeader[];
}
/** What stands in JSON before the columns of encoded frames. */
export interface Header {
  readonly meta?: unknown;
  readonly frames: readonly FrameHeader[];
}

/** Bytes of one value in a column of each type. */
export const BYTES: Record<FieldType, 1 | 4 | 8> = { time: 8, number: 8, boolean: 1, string: 4 };

type Unknown = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null;
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isListOf = (check: Check) => (value: unknown) => Array.isArray(value) && value.every(check);
const isNotice: Check = (value) => isObject(value) && isText(value.text) && isText(value.level);
const isRecordOfTexts: Check = (value) =>
  isObject(value) && !Array.isArray(value) && Object.values(value).every(isText);

/** What may be left out, and what it is where it stands. */
const OF_FRAMES: Record<keyof Provenance, Check> = {
  asOf: isNumber,
  resolutionMs: isNumber,
  source: isText,
  truncated: (value) => typeof value === 'boolean',
  notices: isListOf(isNotice),
};
const isTotals: Check = (value) =>
  isObject(value) && ['count', 'sum', 'min', 'max'].every((word) => isNumber(value[word]));
const OF_FIELDS = {
  metric: isText,
  unit: isText,
  labels: isRecordOfTexts,
  dictionary: isListOf(isText),
  totals: isTotals,
};

/** Reads the header of bytes that may come from an untrusted plugin. Throws a RangeError that says what is wrong. */
export function readHeader(json: string): Header {
  const header = parse(json);
  if (!isObject(header) || !Array.isArray(header.frames)) throw new RangeError('The header of the frames lists none.');
  for (const frame of header.frames as unknown[]) checkFrame(frame);
  return header as unknown as Header;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new RangeError('The header of the frames is no JSON.', { cause });
  }
}

function checkFrame(frame: unknown): void {
  if (!isObject(frame) || !isText(frame.name)) throw new RangeError('A frame has no name.');
  const { name, length, fields } = frame;
  if (!Number.isSafeInteger(length) || (length as number) < 0 || !Array.isArray(fields)) {
    throw new RangeError(`Frame "${String(name)}" has no valid length or fields.`);
  }
  if (fields.length === 0 && length !== 0) throw new RangeError(`Frame "${String(name)}" has rows but no fields.`);
  checkOptional(frame, OF_FRAMES, `frame "${String(name)}"`);
  for (const field of fields as unknown[]) checkField(field);
}

function checkField(field: unknown): void {
  if (!isObject(field) || !isText(field.name)) throw new RangeError('A field has no name.');
  const name = String(field.name);
  if (!isText(field.type) || !Object.hasOwn(BYTES, String(field.type))) {
    throw new RangeError(`Field "${name}" has no valid type.`);
  }
  checkOptional(field, OF_FIELDS, `field "${name}"`);
  if (field.type === 'string' && field.dictionary === undefined) {
    throw new RangeError(`Field "${name}" has no dictionary.`);
  }
}

function checkOptional(owner: Unknown, checks: Readonly<Record<string, Check>>, what: string): void {
  for (const [word, check] of Object.entries(checks)) {
    if (owner[word] !== undefined && !check(owner[word])) throw new RangeError(`The ${word} of ${what} is not valid.`);
  }
}
