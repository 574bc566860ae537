import { Schema, typed, wrongType, type Report } from './schema.js';

const DATE =
  '(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
export const DATETIME = new RegExp(`^${DATE}T${TIME}Z$`);
export const DATETIME_WITH_OFFSET = new RegExp(`^${DATE}T${TIME}(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$`);
export const UUID =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/i;
export const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

export class StringSchema extends Schema {
  constructor() {
    super(typed('string', (value) => typeof value === 'string'));
  }

  min(least: number, words?: string): this {
    const message = words ?? `Too small: expected string to have >=${String(least)} characters`;
    return this.holds((text) => text.length >= least, 'too_small', message);
  }

  max(most: number, words?: string): this {
    const message = words ?? `Too big: expected string to have <=${String(most)} characters`;
    return this.holds((text) => text.length <= most, 'too_big', message);
  }

  regex(pattern: RegExp, words?: string): this {
    const message = words ?? `Invalid string: must match pattern ${String(pattern)}`;
    return this.holds((text) => pattern.test(text), 'invalid_format', message);
  }

  startsWith(beginning: string): this {
    const message = `Invalid string: must start with "${beginning}"`;
    return this.holds((text) => text.startsWith(beginning), 'invalid_format', message);
  }

  format(pattern: RegExp, name: string): this {
    return this.holds((text) => pattern.test(text), 'invalid_format', `Invalid ${name}`);
  }

  trim(): this {
    return this.checked((text) => (text as string).trim());
  }

  private holds(check: (text: string) => boolean, code: string, message: string): this {
    return this.checked((text, report) => {
      if (!check(text as string)) report.add(code, message);
      return text;
    });
  }
}

export class NumberSchema extends Schema {
  min(least: number): this {
    return this.holds((number) => number >= least, 'too_small', `Too small: expected number to be >=${String(least)}`);
  }

  max(most: number): this {
    return this.holds((number) => number <= most, 'too_big', `Too big: expected number to be <=${String(most)}`);
  }

  positive(): this {
    return this.holds((number) => number > 0, 'too_small', 'Too small: expected number to be >0');
  }

  multipleOf(step: number): this {
    const message = `Invalid number: must be a multiple of ${String(step)}`;
    return this.holds((number) => isMultiple(number / step), 'not_multiple_of', message);
  }

  nonnegative(): this {
    return this.min(0);
  }

  int(): this {
    return this.checked((number, report) => {
      if (!Number.isInteger(number)) wrongType('int', number, report);
      else if (!Number.isSafeInteger(number)) unsafe(number as number, report);
      return number;
    });
  }

  private holds(check: (number: number) => boolean, code: string, message: string): this {
    return this.checked((number, report) => {
      if (!check(number as number)) report.add(code, message);
      return number;
    });
  }
}

/** As near to a whole number as fractions of two can say. */
const isMultiple = (ratio: number) =>
  Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);

function unsafe(number: number, report: Report): void {
  const [code, message] =
    number > 0
      ? ['too_big', `Too big: expected int to be <=${String(Number.MAX_SAFE_INTEGER)}`]
      : ['too_small', `Too small: expected int to be >=${String(Number.MIN_SAFE_INTEGER)}`];
  report.add(code, message);
}

export const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/** One of some values, which it tells in `options`. */
export class EnumSchema extends Schema {
  constructor(readonly options: readonly unknown[]) {
    super((value, report) => {
      if (!options.includes(value)) report.add('invalid_value', enumMessage(options), { stops: true });
      return value;
    });
  }
}

function enumMessage(options: readonly unknown[]): string {
  const said = options.map((option) => (typeof option === 'string' ? `"${option}"` : String(option)));
  return said.length === 1
    ? `Invalid input: expected ${said.join('')}`
    : `Invalid option: expected one of ${said.join('|')}`;
}
