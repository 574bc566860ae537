import type {
  ChartPicture,
  ColumnRef,
  Field,
  Format,
  JsonObject,
  NumberField,
  Picture,
  WidgetInput,
} from '@quarterdeck/sdk';
import { categoriesOf, shownOf, type Categories, type Category, type Shown } from './categories.js';
import { canBeAdded, labelColumns } from './names.js';
import type { Options } from './options.js';

/** About the room of a letter and of a bar with its gap, in pixels. */
const LETTER = 7;
const THINNEST = { vertical: 22, horizontal: 20 };

/** Bars side by side, one or a group for each category; nothing where there is no number. */
export function byCategory(input: WidgetInput<Options>): Picture | undefined {
  const { frames, options, size } = input;
  const { title, measures, rows, foreign } = categoriesOf(frames, options.reduce);
  if (measures.length === 0) return undefined;
  const lying = isLying(rows, input);
  const room = lying ? (size.height - 40) / THINNEST.horizontal : size.width / THINNEST.vertical;
  const most = Math.max(3, Math.min(options.top, Math.floor(room)));
  const adds = options.other && isAddable(options, measures);
  const shown = shownOf(rows, most, options.sort, adds);
  if (shown.rows.length === 0)
    return { kind: 'text', markdown: '**No value in this time range.** Choose a longer one.' };
  const note = noteOf(shown, foreign, adds);
  return {
    ...chart({ title, measures, rows: shown.rows, foreign }, shown.other, lying, input),
    ...(note ? { note } : {}),
  };
}

/** Means, extremes and shares of different wholes do not add up to anything. */
const isAddable = ({ reduce }: Options, [first]: readonly NumberField[]) =>
  canBeAdded(first?.unit) && reduce !== 'mean' && reduce !== 'min' && reduce !== 'max';

function isLying(rows: readonly Category[], { options, size }: WidgetInput<Options>): boolean {
  if (options.direction !== 'auto') return options.direction === 'horizontal';
  const names = rows.slice(0, options.top).map(({ name }) => Math.min(20, name.length) * LETTER + 12);
  return Math.max(0, ...names) * names.length > size.width;
}

function noteOf({ rows, rest, other }: Shown, foreign: number, adds: boolean): string {
  const count = rows.length + rest.length;
  const left =
    rest.length > 0 && !other
      ? `${rows.length} of ${count} are shown, the largest.${adds ? '' : ' The rest does not add up.'}`
      : '';
  const units = foreign > 0 ? `Left out, for they have another unit or are too many: ${foreign}.` : '';
  return [left, units].filter(Boolean).join(' ');
}

function chart(
  { title, measures, rows }: Categories,
  other: Category | undefined,
  lying: boolean,
  input: WidgetInput<Options>,
): ChartPicture & Pick<Picture, 'derived'> {
  const all = other ? [...rows, other] : rows;
  const [first] = measures;
  const format: Format = first?.unit ? { unit: first.unit } : {};
  const columns = columnsOf(measures, rows, other);
  const isAlone = measures.length === 1;
  const names = { type: 'category', data: all.map(({ name }) => name), ...(lying ? { inverse: true } : {}) };
  const values = { type: 'value', ...(lying ? {} : { position: 'left' }) };
  return {
    kind: 'chart',
    legend: isAlone ? 'none' : input.options.legend === 'auto' ? 'table' : input.options.legend,
    formats: { yAxis: [format], series: columns.map(() => format) },
    derived: [
      {
        name: 'bars',
        length: all.length,
        fields: [wordColumn(title, all), ...columns.map(({ field }) => field), ...labelColumns(all)],
      },
    ],
    option: {
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: columns.map((column, at) => seriesOf(column, at, lying, all.length, input)),
    },
  };
}

interface Column {
  readonly field: NumberField;
  readonly name: string;
  readonly color: number | 'muted';
}

/** A rest beside single bars wears another colour, so it is a column of its own that stands at its place only. */
function columnsOf(measures: readonly NumberField[], rows: readonly Category[], other: Category | undefined): Column[] {
  const split = other !== undefined && measures.length === 1;
  const columns = measures.map((measure, at) => {
    const values = rows.map((row) => row.values[at] ?? NaN);
    const rest = other ? [split ? NaN : (other.values[at] ?? NaN)] : [];
    return { field: numbers(measure, [...values, ...rest]), name: measure.name, color: at };
  });
  const [measure] = measures;
  if (!split || !measure) return columns;
  const values = [...rows.map(() => NaN), other.values[0] ?? NaN];
  return [...columns, { field: numbers(measure, values), name: 'Other', color: 'muted' }];
}

function numbers({ totals: _, ...field }: NumberField, values: readonly number[]): NumberField {
  return { ...field, values: Float64Array.from(values) };
}

const wordColumn = (name: string, rows: readonly Category[]): Field => ({
  name,
  type: 'string',
  dictionary: rows.map(({ name }) => name),
  values: Uint32Array.from(rows, (_, at) => at),
});

function seriesOf(
  { name, color }: Column,
  at: number,
  lying: boolean,
  count: number,
  input: WidgetInput<Options>,
): JsonObject {
  const { theme, frames } = input;
  const stacked = input.options.layout === 'stacked';
  const isRest = color === 'muted';
  const word: ColumnRef = [frames.length, 0];
  const value: ColumnRef = [frames.length, at + 1];
  return {
    type: 'bar',
    name,
    color: isRest ? theme.muted : (theme.series[color] ?? theme.muted),
    data: { $columns: lying ? [value, word] : [word, value] },
    // The rest takes the place of a bar, not a place beside it.
    stack: stacked ? 'all' : `of ${isRest ? 0 : at}`,
    itemStyle: { borderRadius: stacked ? 0 : lying ? [0, 2, 2, 0] : [2, 2, 0, 0] },
    ...valueLabel(lying, count, input),
  };
}

/** The value at the end of its bar, where all of them have room. */
function valueLabel(lying: boolean, count: number, { options, theme, size }: WidgetInput<Options>): JsonObject {
  const room = lying ? (size.height - 40) / count >= 16 : size.width / count >= 44;
  if (!options.values || options.layout === 'stacked' || !room) return {};
  return { label: { show: true, position: lying ? 'right' : 'top', color: theme.ink } };
}
