/** With at least so many pixels from one point to the next each is marked, so that one sees where something was measured. */
const SPARSE = 14;

/**
 * Which points of a line wear a mark: all where they are sparse; else only those that stand alone between two gaps, for no
 * line can show them. `pixelsPerMs` says how wide time is drawn.
 */
export function pointMarks(points: Float64Array, pixelsPerMs: number): Record<string, unknown> {
  const count = points.length / 2;
  const width = count > 1 ? (at(points, count - 1, 0) - at(points, 0, 0)) * pixelsPerMs : 0;
  if (count <= 1 || width / (count - 1) >= SPARSE) return { showSymbol: true, symbol: 'circle' };
  const alone = loneValues(points, count);
  if (alone.size === 0) return { showSymbol: false, symbol: 'circle' };
  const symbol = (_: unknown, { dataIndex }: { dataIndex: number }) => (alone.has(dataIndex) ? 'circle' : 'none');
  return { showSymbol: true, showAllSymbol: true, symbol };
}

function loneValues(points: Float64Array, count: number): Set<number> {
  const known = (point: number) => !Number.isNaN(at(points, point, 1));
  const alone = new Set<number>();
  for (let point = 0; point < count; point++) {
    if (known(point) && !known(point - 1) && !known(point + 1)) alone.add(point);
  }
  return alone;
}

const at = (points: Float64Array, point: number, part: 0 | 1) => points[2 * point + part] ?? NaN;
