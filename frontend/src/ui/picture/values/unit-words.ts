import type { Format } from '@quarterdeck/sdk';

/** Units that are part of how a number is written. Any other is a word, said once above the axis. */
const WRITTEN = /^(percent|ratio|bytes|ms|s|currency:.*)?$/;

export const hasUnitWord = ({ unit = '' }: Format) => !WRITTEN.test(unit);

/** The word, where there is one. */
export const unitWord = (format: Format): string => (hasUnitWord(format) ? (format.unit ?? '') : '');

/** The format for numbers that stand where the word is said already. */
export function withoutWord(format: Format): Format {
  if (!hasUnitWord(format)) return format;
  return format.decimals === undefined ? {} : { decimals: format.decimals };
}
