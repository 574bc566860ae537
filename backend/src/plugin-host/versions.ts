type Version = readonly [major: number, minor: number, patch: number, before: string];

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;
const COMPARATOR = /^(\^|~|>=|>|<=|<|=)?(\d+)(?:\.(\d+|x))?(?:\.(\d+|x))?$/;

/** `1.4.0-beta` as numbers; undefined for what is no version. */
export function parseVersion(text: string): Version | undefined {
  const found = VERSION.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3]), found[4] ?? ''] : undefined;
}

/** Sorts versions upwards; a pre-release stands before its release. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [parseVersion(a), parseVersion(b)];
  if (!x || !y) return a.localeCompare(b);
  const numbers = x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  if (numbers !== 0 || x[3] === y[3]) return numbers;
  if (x[3] === '' || y[3] === '') return x[3] === '' ? 1 : -1;
  return x[3].localeCompare(y[3], 'en', { numeric: true });
}

/**
 * Whether a version lies in an npm range: comparators (`^1.2`, `~1.2.3`, `>=1`, `<3`, `1.x`) joined by spaces, alternatives
 * by `||`. What it cannot read, it answers with false.
 */
export function satisfies(version: string, range: string): boolean {
  const alternatives = range.split('||').map((part) => part.trim().split(/\s+/));
  return alternatives.some((comparators) => comparators.every((comparator) => meets(version, comparator)));
}

function meets(version: string, comparator: string): boolean {
  if (comparator === '*') return true;
  const found = COMPARATOR.exec(comparator);
  if (!found) return false;
  const [, sign = '', major = '0', minor = 'x', patch = 'x'] = found;
  const least = [major, minor, patch].map((part) => (part === 'x' ? '0' : part)).join('.');
  const order = compareVersions(version, least);
  const directed = DIRECTED[sign];
  if (directed) return directed(order);
  return order >= 0 && compareVersions(version, `${endOf(sign, [major, minor, patch])}-0`) < 0;
}

const DIRECTED: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '<': (order) => order < 0,
};

/** The first version that a comparator without direction no longer covers. */
function endOf(sign: string, [major, minor, patch]: readonly [string, string, string]): string {
  const [x, y, z] = [Number(major), Number(minor), Number(patch)];
  if (minor === 'x' || (sign === '^' && x > 0)) return `${x + 1}.0.0`;
  if (patch === 'x' || sign === '~' || (sign === '^' && y > 0)) return `${x}.${y + 1}.0`;
  return `${x}.${y}.${z + 1}`;
}
