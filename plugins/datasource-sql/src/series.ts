import { cellAt, type Field, type Notice } from '@quarterdeck/sdk';

/** More lines than these nobody tells apart. */
const MOST_LINES = 100;

type NumberField = Extract<Field, { type: 'number' }>;

interface Lines {
  readonly fields: readonly Field[];
  readonly notice?: Notice;
}

/**
 * Rows of a time, numbers and texts as one line for each number and combination of texts, at the times of all of them.
 * Undefined where there is no time, no number or no text, or where a row is about something else as well. A list of single
 * events, each with a moment of its own, is no course of anything either, unless its column says so by the name `time`.
 */
export function asSeries(fields: readonly Field[]): Lines | undefined {
  const time = fields.find(({ type }) => type === 'time');
  const numbers = fields.filter((field): field is NumberField => field.type === 'number');
  const texts = fields.filter(({ type }) => type === 'string');
  if (!time || numbers.length === 0 || texts.length === 0) return undefined;
  if (numbers.length + texts.length + 1 !== fields.length) return undefined;
  const instants = [...new Set(time.values)].filter((at) => !Number.isNaN(at)).sort((a, b) => a - b);
  const placeOf = new Map(instants.map((at, place) => [at, place]));
  const groups = groupsOf(texts, time.values.length);
  if (groups.size > 1 && instants.length === time.values.length && time.name !== 'time') return undefined;
  const shown = [...groups].slice(0, MOST_LINES);
  const lines = shown.flatMap(([, { labels, rows }]) =>
    numbers.map((field): Field => {
      const values = new Float64Array(instants.length).fill(NaN);
      for (const row of rows) {
        const place = placeOf.get(time.values[row] ?? NaN);
        if (place !== undefined) values[place] = field.values[row] ?? NaN;
      }
      return { name: field.name, type: 'number', labels, values };
    }),
  );
  const whole: Field = { name: time.name, type: 'time', values: Float64Array.from(instants) };
  if (groups.size <= MOST_LINES) return { fields: [whole, ...lines] };
  const text = `There are ${groups.size} different texts: only the first ${MOST_LINES} are shown as lines.`;
  return { fields: [whole, ...lines], notice: { level: 'warning', text } };
}

function groupsOf(texts: readonly Field[], length: number) {
  const groups = new Map<string, { labels: Record<string, string>; rows: number[] }>();
  for (let row = 0; row < length; row++) {
    const cells = texts.map((field) => [field.name, String(cellAt(field, row) ?? '')] as const);
    const key = JSON.stringify(cells);
    const group = groups.get(key) ?? { labels: Object.fromEntries(cells), rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return groups;
}
