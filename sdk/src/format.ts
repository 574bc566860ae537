import type { Format } from './picture.js';

/** Writes numbers for people. See {@link formatValue}. */
export interface Formatter {
  /** At a glance: `12.4k`, `€ 1.24k`, `3.2 MB`. Three significant digits unless `decimals` says otherwise. */
  readonly short: (value: number | null) => string;
  /** Grouped, and every digit that says something: for tooltips and tables. */
  readonly full: (value: number | null) => string;
}

const MISSING = '–';
const MINUS = '−';
const SI = ['', 'k', 'M', 'G', 'T'];
const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Units with a rule of their own. Any other unit is written after the number as it stands: `12 points`. */
const RULES: Record<string, (value: number, write: Write, locale: string) => string> = {
  percent: (value, write) => `${write(value)} %`,
  ratio: (value, write) => `${write(value * 100)} %`,
  bytes: (value, write, locale) => scaled(value, bytesOf(locale), 1024, write),
  ms: (value, write, locale) => duration(value, write, locale),
  s: (value, write, locale) => duration(value * 1000, write, locale),
};

const formats = new Map<string, Intl.NumberFormat>();

/** Made once: making one costs a hundred times more than using it, and there are few. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

type Write = (value: number) => string;

/**
 * A formatter for one unit and locale; widgets name units, the host calls this. Units: `percent` (0 to 100), `ratio`
 * (0 to 1, shown as percent), `bytes`, `ms`, `s`, `currency:<ISO 4217>`, or any word.
 */
export function formatterOf({ unit = '', decimals }: Format, locale: string): Formatter {
  const short: Write = (value) => (decimals === undefined ? trimmed(value, locale) : fixed(value, decimals, locale));
  const full: Write = (value) =>
    numberFormat(locale, {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: Math.max(decimals ?? 0, tellingDecimals(value)),
    }).format(value);
  const wrap = (write: Write, compact: boolean) => (value: number | null) =>
    value === null || !Number.isFinite(value)
      ? MISSING
      : (value < 0 ? MINUS : '') +
        withUnit(Math.abs(value), unit, write, { compact: compact && decimals === undefined, locale });
  return { short: wrap(short, true), full: wrap(full, false) };
}

/** {@link formatterOf} for a single number. */
export function formatValue(value: number | null, format: Format, locale: string): string {
  return formatterOf(format, locale).short(value);
}

interface Style {
  readonly compact: boolean;
  readonly locale: string;
}

function withUnit(value: number, unit: string, write: Write, { compact, locale }: Style): string {
  const rule = RULES[unit];
  if (rule) return rule(value, write, locale);
  const text = compact ? scaled(value, SI, 1000, write) : write(value);
  if (unit.startsWith('currency:')) return priced(text, unit.slice('currency:'.length), locale);
  return unit ? `${text} ${unit}` : text;
}

function scaled(value: number, names: readonly string[], base: number, write: Write): string {
  let rest = value;
  let step = 0;
  // 999.95 would be written as "1,000" of the smaller name; lift it to the next one first.
  while (rest >= base * 0.9995 && step < names.length - 1) {
    rest /= base;
    step++;
  }
  const name = names[step] ?? '';
  return names === SI ? write(rest) + name : `${write(rest)} ${name}`;
}

function duration(ms: number, write: Write, locale: string): string {
  if (ms < 1) return ms === 0 ? `${write(0)} ms` : `${write(ms * 1000)} µs`;
  if (ms < 1000) return `${write(ms)} ms`;
  if (ms < 60_000) return `${write(ms / 1000)} s`;
  if (ms < 3_600_000) return `${write(ms / 60_000)} min`;
  return ms < 86_400_000 ? `${write(ms / 3_600_000)} h` : `${write(ms / 86_400_000)} ${letterOf('day', locale)}`;
}

/** Digits behind the point beyond these are the noise of a division; whole numbers keep all of theirs. */
const tellingDecimals = (value: number) => (value >= 1000 ? 2 : value >= 1 ? 4 : 6);

const trimmed = (value: number, locale: string) => numberFormat(locale, { maximumSignificantDigits: 3 }).format(value);

const fixed = (value: number, decimals: number, locale: string) =>
  numberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** `d` in English, `j` in French: the locale's own sign, where that is a letter. */
function letterOf(unit: 'day' | 'byte', locale: string): string {
  const parts = numberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).formatToParts(2);
  const sign = parts.find(({ type }) => type === 'unit')?.value ?? '';
  return sign.length === 1 ? sign : unit === 'day' ? 'd' : 'B';
}

/** `KiB` in English, `Kio` in French. */
const bytesOf = (locale: string): string[] => BYTES.map((name) => name.replace('B', letterOf('byte', locale)));

/** The sign before the number or after it, as the locale has it. */
function priced(text: string, code: string, locale: string): string {
  const sign = currencySign(code);
  const parts = numberFormat(locale, { style: 'currency', currency: 'EUR' }).formatToParts(1);
  return parts[0]?.type === 'currency' ? `${sign} ${text}` : `${text} ${sign}`;
}

function currencySign(code: string): string {
  try {
    const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' });
    return parts.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? code;
  } catch {
    return code;
  }
}
