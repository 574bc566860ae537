import { millisecondsOf, niceInterval, textOf } from './interval.js';
import { mistake, type Macro, type Writing } from './writing.js';
import type { Piece } from './scanner.js';

type MacroPiece = Extract<Piece, { kind: 'macro' }>;

/** The calendar's own steps begin where the dashboard's zone says; PostgreSQL calls them so. */
const CALENDAR: Readonly<Record<string, string>> = { d: 'day', w: 'week', M: 'month', q: 'quarter', y: 'year' };

/** Named as Grafana names them. */
export const macros: Readonly<Record<string, Macro>> = {
  timeFilter: {
    ...{ args: ['column'], called: true, help: 'Only rows within the time range' },
    write: (writing, piece) => {
      const { from, to } = writing.given.range;
      within(writing, piece, [writing.bind(iso(from)), writing.bind(iso(to))]);
    },
  },
  timeFrom: value('Where the time range begins', ({ range }) => [iso(range.from), 'timestamptz'], true),
  timeTo: value('Where the time range ends', ({ range }) => [iso(range.to), 'timestamptz'], true),
  timeGroup: {
    ...{ args: ['column', 'interval'], called: true, help: "Steps of time, such as '5m', '1h' or '1d'" },
    write: (writing, piece) => group(writing, piece, true),
  },
  timeGroupAlias: {
    ...{ args: ['column', 'interval'], called: true, help: 'The same, as a column called "time"' },
    write: (writing, piece) => {
      group(writing, piece, true);
      writing.write(' as "time"', piece.from);
    },
  },
  time: {
    ...{ args: ['column'], called: true, help: 'A column called "time"' },
    write: (writing, piece) => {
      argument(writing, piece);
      writing.write(' as "time"', piece.from);
    },
  },
  interval: value('A step that suits the time range', (given) => [textOf(niceInterval(given.range)), 'interval']),
  interval_ms: value('The same in milliseconds', (given) => [niceInterval(given.range), 'float8']),
  from: value('Where the time range begins, in milliseconds since 1970', ({ range }) => [range.from, 'int8']),
  to: value('Where the time range ends, in milliseconds since 1970', ({ range }) => [range.to, 'int8']),
  unixEpochFilter: {
    ...{ args: ['column'], called: true, help: 'Only rows within the time range, for seconds since 1970' },
    write: (writing, piece) => {
      const { from, to } = writing.given.range;
      within(writing, piece, [writing.bind(from / 1000, 'float8'), writing.bind(to / 1000, 'float8')]);
    },
  },
  unixEpochFrom: value('Where it begins, in seconds since 1970', ({ range }) => [seconds(range.from), 'int8'], true),
  unixEpochTo: value('Where it ends, in seconds since 1970', ({ range }) => [seconds(range.to), 'int8'], true),
  unixEpochGroup: {
    ...{ args: ['column', 'interval'], called: true, help: 'Steps of time, for seconds since 1970' },
    write: (writing, piece) => group(writing, piece, false),
  },
};

function value(
  help: string,
  of: (given: Writing['given']) => readonly [value: unknown, cast: string],
  called = false,
): Macro {
  return {
    args: [],
    called,
    help,
    write: (writing, { from }) => writing.write(writing.bind(...of(writing.given)), from),
  };
}

function within(writing: Writing, piece: MacroPiece, [from, to]: readonly [string, string]): void {
  writing.write('((', piece.from);
  argument(writing, piece);
  writing.write(`) >= ${from} and (`, piece.from);
  argument(writing, piece);
  writing.write(`) < ${to})`, piece.from);
}

/** A column without a zone is read as UTC here and everywhere. */
function group(writing: Writing, piece: MacroPiece, isTime: boolean): void {
  const step = stepOf(writing, piece);
  const word =
    typeof step === 'string' ? `date_trunc(${writing.bind(step, 'text')}, to_timestamp(` : 'to_timestamp(floor(';
  writing.write(word + (isTime ? 'extract(epoch from (' : '(('), piece.from);
  argument(writing, piece);
  if (typeof step === 'string') return writing.write('))::float8))', piece.from);
  const width = writing.bind(step / 1000, 'float8');
  writing.write(`))::float8 / ${width}) * ${width})`, piece.from);
}

/** Milliseconds, or a step of the calendar. */
function stepOf(writing: Writing, piece: MacroPiece): number | string {
  const place = piece.args?.[1] ?? piece;
  const own = writing.sql.slice(place.from, place.to).trim();
  if (own === '$__interval') return niceInterval(writing.given.range);
  const text = (chosenStep(own, writing) ?? own).replace(/^'(.*)'$/s, '$1');
  const step = calendarStep(text) ?? millisecondsOf(text);
  if (step !== undefined) return step;
  const message = `"${text}" is no step of time: write '30s', '5m', '1h', '1d', '1w', '1M' or $__interval.`;
  throw mistake(message, writing.sql.indexOf(own, place.from));
}

const calendarStep = (text: string) => CALENDAR[/^1\s*([dwMqy])$/.exec(text)?.[1] ?? ''];

/** `${step}`, a variable of the dashboard. */
function chosenStep(own: string, { given }: Writing): string | undefined {
  const name = /^\$\{\s*(\w+)\s*\}$/.exec(own)?.[1];
  if (name === undefined || !Object.hasOwn(given.variables, name)) return undefined;
  const [chosen] = given.variables[name]?.values ?? [];
  return chosen === undefined ? undefined : String(chosen);
}

function argument(writing: Writing, piece: MacroPiece): void {
  const place = piece.args?.[0];
  if (place) writing.copy(place.from, place.to);
}

const iso = (instant: number) => new Date(instant).toISOString();
const seconds = (instant: number) => Math.floor(instant / 1000);
