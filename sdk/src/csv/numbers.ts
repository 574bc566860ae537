const SPACES = String.raw`[\u0020\u00a0\u202f'’]`;
const patternOf = (decimal: string, group: string) =>
  new RegExp(
    String.raw`^[+-]?(?:\d+|\d{1,3}(?:${group}\d{3})+|\d{1,3}(?:${SPACES}\d{3})+)?(?:${decimal}\d*)?(?:e[+-]?\d{1,3})?$`,
    'i',
  );
const POINT = { pattern: patternOf(String.raw`\.`, ','), groups: new RegExp(`,|${SPACES}`, 'g') };
const COMMA = { pattern: patternOf(',', String.raw`\.`), groups: new RegExp(String.raw`\.|${SPACES}`, 'g') };
const PLAIN = /^-?\d{1,15}(?:\.\d+)?$/;
const NOTHING = new Set(['', '-', '–', 'na', 'n/a', 'nan', 'null', 'none']);

/** Called for cells that may hold a value: what tables write where there is none is no error. */
export const isNoValue = (cell: string): boolean => NOTHING.has(cell.trim().toLowerCase());

/**
 * Called by the preview and by the server, once per file: reads `1234.56`, `1,234.56` or `1 234.56`, or with a decimal
 * comma `1.234,56`. Undefined for what is no finite number.
 */
export function numberReader(decimalComma: boolean): (cell: string) => number | undefined {
  const { pattern, groups } = decimalComma ? COMMA : POINT;
  return (cell) => {
    if (!decimalComma && PLAIN.test(cell)) return Number(cell);
    const text = cell.trim().replace('−', '-');
    if (!/\d/.test(text) || !pattern.test(text)) return undefined;
    const value = Number(text.replace(groups, '').replace(',', '.'));
    return Number.isFinite(value) ? value : undefined;
  };
}
