import { formatterOf, readingOf, type FieldDisplay, type Format, type Formatter } from '@quarterdeck/sdk';

/**
 * Writes the numbers of a column as its panel wants them: a text where a value has one, and its decimals, which then hold
 * for tables and tooltips too. A widget's own format has the first word.
 */
export function writerOf(format: Format, display: FieldDisplay | undefined, locale: string): Formatter {
  const plain = withDecimals(format, display, locale);
  if (!display?.mappings?.length) return plain;
  const mapped = (write: Formatter['short']) => (value: number | null) =>
    readingOf(value, display).text ?? write(value);
  return { short: mapped(plain.short), full: mapped(plain.full) };
}

function withDecimals(format: Format, display: FieldDisplay | undefined, locale: string): Formatter {
  if (format.decimals !== undefined || display?.decimals === undefined) return formatterOf(format, locale);
  const { short } = formatterOf({ ...format, decimals: display.decimals }, locale);
  return { short, full: short };
}
