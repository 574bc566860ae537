import { cellAt, frameOf, type Field, type Frame } from '@quarterdeck/sdk';
import { titlesOf } from './titles.js';

/** So many cells the host takes of what is no input column. */
const MOST_CELLS = 5000;

export interface Joined {
  readonly frame: Frame;
  readonly titles: readonly (string | undefined)[];
  readonly note?: string;
}

/** Several series, each in a frame of its own, as one table by time; undefined where the frames are something else. */
export function joinedByTime(frames: readonly Frame[]): Joined | undefined {
  const parts = frames.flatMap(seriesIn);
  if (frames.length < 2 || parts.length !== frames.length) return undefined;
  const instants = [...new Set(parts.flatMap(({ time }) => [...time.values]))].sort((one, other) => one - other);
  const fields = parts.flatMap(({ numbers }) => numbers);
  const room = Math.floor(MOST_CELLS / (fields.length + 1));
  const shown = instants.slice(-Math.max(1, room));
  const placeOf = new Map(shown.map((at, place) => [at, place]));
  const [first] = parts;
  const time = { ...(first as Part).time, values: Float64Array.from(shown) };
  const numbers = parts.flatMap((part) => part.numbers.map((field) => placed(field, part.time, placeOf)));
  return {
    frame: frameOf('joined', [time, ...numbers]),
    titles: [undefined, ...titlesOf(fields)],
    ...(shown.length < instants.length
      ? { note: `The latest ${shown.length} of ${instants.length} times are shown.` }
      : {}),
  };
}

type TimeField = Extract<Field, { type: 'time' }>;
type NumberField = Extract<Field, { type: 'number' }>;

interface Part {
  readonly time: TimeField;
  readonly numbers: readonly NumberField[];
}

function seriesIn({ fields }: Frame): Part[] {
  const times = fields.filter((field): field is TimeField => field.type === 'time');
  const numbers = fields.filter((field): field is NumberField => field.type === 'number');
  const [time] = times;
  return time && times.length === 1 && numbers.length > 0 && numbers.length + 1 === fields.length
    ? [{ time, numbers }]
    : [];
}

function placed(field: NumberField, time: TimeField, placeOf: ReadonlyMap<number, number>): NumberField {
  const values = new Float64Array(placeOf.size).fill(NaN);
  for (const [row, at] of time.values.entries()) {
    const place = placeOf.get(at);
    const value = cellAt(field, row);
    if (place !== undefined && typeof value === 'number') values[place] = value;
  }
  return { ...field, values };
}
