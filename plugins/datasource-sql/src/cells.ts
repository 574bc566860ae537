import { NO_BOOLEAN, NO_STRING, type Field, type Notice } from '@quarterdeck/sdk';
import { zonedInstants } from '@quarterdeck/sdk/csv/zoned-time';

/** PostgreSQL's own types by their numbers: pg_type.dat. Whatever is not among them is shown as the server writes it. */
const TYPES: Readonly<Record<number, 'boolean' | 'integer' | 'number' | 'instant' | 'local' | 'date' | undefined>> = {
  16: 'boolean',
  20: 'integer',
  21: 'integer',
  23: 'integer',
  26: 'integer',
  700: 'number',
  701: 'number',
  1700: 'number',
  1082: 'date',
  1114: 'local',
  1184: 'instant',
};
/** Longer texts belong into a file. */
const LONGEST_TEXT = 5000;

export interface Column {
  readonly name: string;
  readonly type: number;
}
type Texts = readonly (string | null)[];
interface Read {
  readonly field: Field;
  readonly notice?: Notice;
}

/** A column as a field, with a word on what could not be taken over as it is. */
export function readColumn({ name, type }: Column, texts: Texts, timezone: string): Read {
  switch (TYPES[type]) {
    case 'boolean':
      return { field: { name, type: 'boolean', values: Uint8Array.from(texts, booleanOf) } };
    case 'integer':
      return texts.some(isTooLarge) ? tooLarge(name, texts) : { field: numbers(name, texts) };
    case 'number':
      return { field: numbers(name, texts) };
    case 'instant':
    case 'local':
    case 'date':
      return times(name, texts, TYPES[type] === 'date' ? zonedInstants(timezone) : undefined);
    default:
      return strings(name, texts);
  }
}

const booleanOf = (text: string | null) => (text === null ? NO_BOOLEAN : Number(text === 't'));

const isTooLarge = (text: string | null) => text !== null && text.length > 15 && !Number.isSafeInteger(Number(text));

/** A rounded id is another one. */
function tooLarge(name: string, texts: Texts): Read {
  const text = `Column "${name}" holds whole numbers beyond 2^53, which would be rounded: it is shown as text.`;
  return { field: strings(name, texts).field, notice: { level: 'info', text } };
}

const numbers = (name: string, texts: Texts): Field => ({
  ...{ name, type: 'number' },
  values: Float64Array.from(texts, (text) => (text === null ? NaN : Number(text))),
});

function times(name: string, texts: Texts, toInstant: ((asUtc: number) => number) | undefined): Read {
  let unreadable = 0;
  const values = Float64Array.from(texts, (text) => {
    if (text === null) return NaN;
    const asUtc = instantOf(text);
    if (Number.isNaN(asUtc)) unreadable++;
    return toInstant && !Number.isNaN(asUtc) ? toInstant(asUtc) : asUtc;
  });
  const field: Field = { name, type: 'time', values };
  if (unreadable === 0) return { field };
  const text = `Column "${name}": ${unreadable} times lie outside of what can be shown and are left empty.`;
  return { field, notice: { level: 'warning', text } };
}

/** `2026-11-20 14:00:00.123456+01`, `+05:30`, `+00:53:28`, without a zone, or a day alone: without a zone it is UTC. */
const TIME = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)(?:([+-])(\d\d(?::\d\d){0,2}))?)?$/;

function instantOf(text: string): number {
  const [, day, clock = '00:00:00', sign, offset = '00'] = TIME.exec(text) ?? [];
  if (day === undefined) return NaN;
  const ahead = offset.split(':').reduce((sum, part, at) => sum + Number(part) * 3_600_000 * 60 ** -at, 0);
  return Math.round(Date.parse(`${day}T${clock}Z`) + (sign === '-' ? ahead : -ahead));
}

function strings(name: string, texts: Texts): Read {
  const places = new Map<string, number>();
  let shortened = 0;
  const values = Uint32Array.from(texts, (text) => {
    if (text === null) return NO_STRING;
    const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    if (short !== text) shortened++;
    const place = places.get(short) ?? places.size;
    places.set(short, place);
    return place;
  });
  const field: Field = { name, type: 'string', dictionary: [...places.keys()], values };
  if (shortened === 0) return { field };
  const notice = `Column "${name}": ${shortened} texts of more than ${LONGEST_TEXT} characters are cut off.`;
  return { field, notice: { level: 'info', text: notice } };
}
