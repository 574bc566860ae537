/**
 * The value of interleaved `[time, value, …]` points nearest to a time. Undefined where none is near: further away than the
 * points are from one another on average.
 */
export function valueNear(points: Float64Array, at: number): number | undefined {
  const count = points.length / 2;
  const timeOf = (index: number) => points[2 * index] ?? NaN;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) < at) low = middle + 1;
    else high = middle;
  }
  const isBeforeNearer = low > 0 && (low === count || at - timeOf(low - 1) < timeOf(low) - at);
  const nearest = isBeforeNearer ? low - 1 : low;
  const typical = count > 1 ? (timeOf(count - 1) - timeOf(0)) / (count - 1) : 0;
  return Math.abs(timeOf(nearest) - at) <= typical ? points[2 * nearest + 1] : undefined;
}
