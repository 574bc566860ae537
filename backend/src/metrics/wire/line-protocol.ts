import type { RefusedPoint, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { TimePrecision } from '@quarterdeck/sdk/api/wire';
import type { PointColumns } from '../binary-copy.js';
import type { PointFault } from '../reading/point-readers.js';
import { MOST_ERRORS, refusedPoint } from '../ingest/points-body.js';
import { ColumnBuilder } from './column-builder.js';
import { fieldKey, readHead, unescaped, type LineHead } from './line-names.js';
import { LineScanner, type BrokenLine, type Line } from './line-scanner.js';
import { readNumber, readTime } from './line-values.js';

/** How the lines of a request are meant. */
export interface LineOptions {
  readonly precision: TimePrecision;
  /** For lines without a time, in epoch milliseconds. */
  readonly now: number;
  /** Texts are passed over in silence. */
  readonly lenient: boolean;
}

/** What the lines of a request come to. */
export interface Lines {
  readonly series: readonly SeriesKey[];
  readonly points: PointColumns;
  /** Lines, and of lines that were taken the fields, that were not. */
  readonly refused: number;
  /** The first of them; `index` is the line, counted from 1. */
  readonly errors: readonly RefusedPoint[];
}

/** Tags and measurement of many lines are the same: they are read once. */
interface KnownHead {
  readonly head: LineHead | PointFault;
  readonly places: Map<string, number | PointFault>;
}

/** Reads a body of InfluxDB's line protocol. What cannot be taken is left out and named; the rest stays. */
export function readLines(text: string, options: LineOptions): Lines {
  const reader = new LineReader(options);
  const scanner = new LineScanner(text);
  for (let line = scanner.next(); line; line = scanner.next()) reader.read(line);
  return reader.done();
}

class LineReader {
  private readonly columns = new ColumnBuilder();
  private readonly series: SeriesKey[] = [];
  private readonly heads = new Map<string, KnownHead>();
  private readonly errors: RefusedPoint[] = [];
  private refused = 0;

  constructor(private readonly options: LineOptions) {}

  done(): Lines {
    const { series, refused, errors } = this;
    return { series, points: this.columns.points(), refused, errors };
  }

  read(line: Line | BrokenLine): void {
    if ('text' in line) {
      this.refuse(line.number, { code: 'line-unreadable', path: '', held: line.text });
      return;
    }
    const known = this.knownHead(line.head);
    const time = line.time === '' ? this.options.now : readTime(line.time, this.options.precision);
    const fault = 'code' in known.head ? known.head : typeof time === 'number' ? undefined : time;
    if (fault) this.refuse(line.number, fault);
    else this.readFields(line, known, time as number);
  }

  private readFields({ number, fields }: Line, known: KnownHead, time: number): void {
    for (let at = 0; at < fields.length; at += 2) {
      const [name, text] = [fields[at] as string, fields[at + 1] as string];
      if (text.startsWith('"')) {
        if (!this.options.lenient) this.refuse(number, { code: 'value-text', path: unescaped(name), held: text });
        continue;
      }
      const value = readNumber(text);
      const place = value === undefined ? unreadable(name, text) : this.placeOf(known, name);
      if (typeof place === 'number') this.columns.add(place, time, value as number);
      else this.refuse(number, place);
    }
  }

  private knownHead(text: string): KnownHead {
    let known = this.heads.get(text);
    if (!known) this.heads.set(text, (known = { head: readHead(text), places: new Map() }));
    return known;
  }

  private placeOf({ head, places }: KnownHead, name: string): number | PointFault {
    let place = places.get(name);
    if (place === undefined) {
      const key = 'code' in head ? head : fieldKey(head, unescaped(name));
      place = 'code' in key ? key : this.series.push(key) - 1;
      places.set(name, place);
    }
    return place;
  }

  private refuse(number: number, { code, path, held }: PointFault): void {
    this.refused++;
    if (this.errors.length < MOST_ERRORS) this.errors.push(refusedPoint(number, code, path, held));
  }
}

const unreadable = (name: string, held: string): PointFault => ({
  code: 'value-unreadable',
  path: unescaped(name),
  held,
});
