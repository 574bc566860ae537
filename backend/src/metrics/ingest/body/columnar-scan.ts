import type { PointColumns } from '../../binary-copy.js';
import { isStorableTime } from '../../reading/point-readers.js';

const [OPEN, CLOSE, COMMA, MINUS, DOT, SPACE] = [...Buffer.from('[],-. ')] as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const ZERO = 48;
const NINE = 57;
/** So many digits are exact as a number, and so is their quotient by the powers of ten below. */
const MOST_DIGITS = 15;
const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, power) => Number(`1e${String(power)}`));
/** What stands for a number that has none behind its point. */
const TOO_MANY = MOST_DIGITS + 1;
const MOST_PLACES = 2 ** 31 - 1;
/** `[0,0,0],` */
const FEWEST_BYTES = 8;

/** Where points stood in a body, and what they are. */
export interface Scanned {
  readonly points: PointColumns;
  /** Behind the bracket that closes their list. */
  readonly end: number;
}

/**
 * Reads `[[place, time, value], …]` straight from the bytes: four times as fast as making arrays of it. It knows only what
 * programs write, with a space after a comma or without; undefined stands for everything else, and for every fault: then the
 * body is read in the way that can tell what is wrong. `series` is how many there are, `most` how many points there may be.
 */
export function scanPoints(
  bytes: Uint8Array,
  begin: number,
  { series, most }: { readonly series: number; readonly most: number },
): Scanned | undefined {
  const room = Math.min(most, Math.ceil((bytes.length - begin) / FEWEST_BYTES));
  const into = { series: new Int32Array(room), times: new Float64Array(room), values: new Float64Array(room) };
  const scanner = new Scanner(bytes, begin);
  if (!scanner.take(OPEN)) return undefined;
  for (let row = 0; row < room; row++) {
    if (!scanner.point(into, row) || !isThere(into, row, series)) return undefined;
    if (scanner.take(CLOSE)) return { points: firstOf(into, row + 1), end: scanner.at };
    if (!scanner.take(COMMA)) return undefined;
  }
  return undefined;
}

/** Whether it is a point of one of the series, at a time that can be stored. */
function isThere({ times, values, series: places }: PointColumns, row: number, series: number): boolean {
  const time = times[row] as number;
  const place = places[row] as number;
  return place < series && Number.isInteger(time) && isStorableTime(time) && !Number.isNaN(values[row]);
}

const firstOf = ({ series, times, values }: PointColumns, count: number): PointColumns => ({
  series: series.slice(0, count),
  times: times.slice(0, count),
  values: values.slice(0, count),
});

class Scanner {
  /** The digits that {@link run} went over, as a number. */
  private digits = 0;

  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  /** Goes behind this byte where it stands next. */
  take(byte: number): boolean {
    while (this.bytes[this.at] === SPACE) this.at++;
    if (this.bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  /** Writes `[place, time, value]` to a row, with NaN for a number that it does not know; false for anything else. */
  point(into: PointColumns, row: number): boolean {
    if (!this.take(OPEN)) return false;
    const place = this.number();
    if (!Number.isInteger(place) || place < 0 || !this.take(COMMA)) return false;
    into.series[row] = place > MOST_PLACES ? MOST_PLACES : place;
    into.times[row] = this.number();
    if (!this.take(COMMA)) return false;
    into.values[row] = this.number();
    return this.take(CLOSE);
  }

  /** A number as JSON writes it without an exponent and of at most fifteen digits, read exactly; NaN for any other. */
  private number(): number {
    const isNegative = this.take(MINUS);
    const first = this.at;
    this.digits = 0;
    const whole = this.run();
    const behind = this.bytes[this.at] === DOT ? this.fraction() : 0;
    if (whole === 0 || whole + behind > MOST_DIGITS || (whole > 1 && this.bytes[first] === ZERO)) return NaN;
    const number = this.digits / (POWERS[behind] as number);
    return isNegative ? -number : number;
  }

  private fraction(): number {
    this.at++;
    return this.run() || TOO_MANY;
  }

  /** How many digits stand next. */
  private run(): number {
    const { bytes } = this;
    const begin = this.at;
    let at = begin;
    let digits = this.digits;
    for (let byte = bytes[at] as number; byte >= ZERO && byte <= NINE; byte = bytes[++at] as number) {
      digits = digits * 10 + (byte - ZERO);
    }
    this.digits = digits;
    this.at = at;
    return at - begin;
  }
}
