/** Units with a rule of their own, as people are offered them. Any other word is a unit, too. */
export const KNOWN_UNITS = [
  'currency:EUR',
  'currency:USD',
  'currency:GBP',
  'currency:CHF',
  'percent',
  'ratio',
  'bytes',
  'ms',
  's',
] as const;

const WRITTEN: Readonly<Record<string, string>> = {
  '€': 'currency:EUR',
  eur: 'currency:EUR',
  euro: 'currency:EUR',
  $: 'currency:USD',
  usd: 'currency:USD',
  '£': 'currency:GBP',
  gbp: 'currency:GBP',
  chf: 'currency:CHF',
  '¥': 'currency:JPY',
  jpy: 'currency:JPY',
  '%': 'percent',
};

/** What somebody typed as a unit, under the name that is written with its sign: `€` and `EUR` are `currency:EUR`. */
export const unitFrom = (text: string): string => WRITTEN[text.trim().toLowerCase()] ?? text.trim();

/** The reverse: how people call it. `currency:EUR` is `EUR`. */
export const unitName = (unit: string): string => unit.replace(/^currency:/, '');
