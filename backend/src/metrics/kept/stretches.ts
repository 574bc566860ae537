/** A span of time: `from` is inside, `to` is not. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Rows of whole buckets, `width` numbers each, the first of which is when the bucket begins; all buckets of the span. */
export interface KeptStretch extends Stretch {
  readonly numbers: Float64Array;
}

/** What of a span is in none of the stretches; they are sorted and apart. */
export function missingIn(kept: readonly Stretch[], { from, to }: Stretch): Stretch[] {
  const missing: Stretch[] = [];
  let at = from;
  for (const stretch of kept) {
    if (stretch.to <= at) continue;
    if (stretch.from >= to) break;
    if (stretch.from > at) missing.push({ from: at, to: stretch.from });
    at = stretch.to;
  }
  if (at < to) missing.push({ from: at, to });
  return missing;
}

/** The rows that begin in a span. */
export function rowsIn({ numbers }: KeptStretch, width: number, { from, to }: Stretch): Float64Array {
  return numbers.subarray(placeOf(numbers, width, from) * width, placeOf(numbers, width, to) * width);
}

/** The stretches without those buckets that begin in a span; `from` and `to` are beginnings of buckets. */
export function without(kept: readonly KeptStretch[], width: number, gone: Stretch): KeptStretch[] {
  return kept.flatMap((stretch) => {
    if (gone.to <= stretch.from || gone.from >= stretch.to) return [stretch];
    return [
      { from: stretch.from, to: gone.from },
      { from: gone.to, to: stretch.to },
    ]
      .filter(({ from, to }) => from < to)
      .map((span) => ({ ...span, numbers: rowsIn(stretch, width, span).slice() }));
  });
}

/** The stretches with a new one in its place, those that touch put together. What it covers of them is replaced. */
export function together(kept: readonly KeptStretch[], width: number, added: KeptStretch): KeptStretch[] {
  const sorted = [...without(kept, width, added), added].sort((one, other) => one.from - other.from);
  const joined: KeptStretch[] = [];
  for (const stretch of sorted) {
    const last = joined.at(-1);
    if (last?.to === stretch.from) joined[joined.length - 1] = joinedOf(last, stretch);
    else joined.push(stretch);
  }
  return joined;
}

function joinedOf(one: KeptStretch, other: KeptStretch): KeptStretch {
  const numbers = new Float64Array(one.numbers.length + other.numbers.length);
  numbers.set(one.numbers);
  numbers.set(other.numbers, one.numbers.length);
  return { from: one.from, to: other.to, numbers };
}

/** The place of the first row that begins at `time` or later. */
function placeOf(numbers: Float64Array, width: number, time: number): number {
  let [low, high] = [0, numbers.length / width];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle * width] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
