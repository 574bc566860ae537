import { combined, DURATIONS, isWord, PERCENT, TIME, type Quantity } from './quantity.js';

export type KnownUnit = Pick<Quantity, 'dimensions' | 'seconds' | 'share'>;

const NONE: KnownUnit = { dimensions: {}, seconds: 1, share: 'no' };
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const OTHER_WORDS: Readonly<Record<string, string>> = {
  '%': 'percent',
  sec: 's',
  second: 's',
  seconds: 's',
  minute: 'min',
  minutes: 'min',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  byte: 'bytes',
  B: 'bytes',
};

/** Reads a unit: one of `formatValue`, any word for what is counted, or one per another such as `currency:EUR/s`. */
export function readUnit(unit: string): KnownUnit {
  const [first = '', ...others] = unit.split(/\/| per /).map((part) => part.trim());
  return others.map(simpleUnit).reduce(per, simpleUnit(first));
}

function simpleUnit(text: string): KnownUnit {
  const unit = OTHER_WORDS[text] ?? text;
  if (unit === '') return NONE;
  if (unit === 'ratio') return { ...NONE, share: 'yes' };
  if (unit === PERCENT) return { dimensions: { [PERCENT]: 1 }, seconds: 1, share: 'yes' };
  const seconds = Object.hasOwn(DURATIONS, unit) ? DURATIONS[unit] : undefined;
  if (seconds !== undefined) return { dimensions: { [TIME]: 1 }, seconds, share: 'no' };
  return { ...NONE, dimensions: { [currencyOf(unit) ?? (unit === 'bytes' ? unit : `#${unit}`)]: 1 } };
}

function currencyOf(unit: string): string | undefined {
  if (unit.startsWith('currency:')) return unit;
  const code = SIGNS[unit] ?? unit;
  return CURRENCIES.has(code) ? `currency:${code}` : undefined;
}

const per = (one: KnownUnit, other: KnownUnit): KnownUnit => ({
  dimensions: combined(one.dimensions, other.dimensions, -1),
  seconds: TIME in other.dimensions ? other.seconds : one.seconds,
  share: 'no',
});

/** The unit as frames have it; empty for a number of things of which nothing is known. */
export function writeUnit({ dimensions, seconds, share }: KnownUnit): string {
  const above = Object.entries(dimensions).filter(([, power]) => power > 0);
  const below = Object.entries(dimensions).filter(([name, power]) => power < 0 && !isWord(name));
  if (above.length === 0 && below.length === 0) return share === 'yes' ? 'ratio' : '';
  const top = above.map(([name]) => wordOf(name, seconds)).join('·');
  return [top || '1', ...below.map(([name]) => wordOf(name, seconds))].join('/');
}

function wordOf(dimension: string, seconds: number): string {
  if (dimension === TIME) return durationOf(seconds) ?? 's';
  return isWord(dimension) ? dimension.slice(1) : dimension;
}

export function durationOf(seconds: number): string | undefined {
  return Object.entries(DURATIONS).find(([, length]) => Math.abs(length / seconds - 1) < 1e-9)?.[0];
}

/** The same words in a sentence: `EUR`, `percent`, `orders`, `orders per s`. */
export function spokenUnit(unit: KnownUnit): string {
  const written = writeUnit(unit).replaceAll('currency:', '').replace(/^1\//, 'one per ').replaceAll('/', ' per ');
  return written === '' ? 'a number without a unit' : written;
}
