/**
 * Which points to keep of very many, at most `most`: of each stretch of equal length the first, the lowest, the highest and the
 * last one, as in M4 (Jugel et al., VLDB 2014). A line through them covers the same pixels, and no extreme is lost.
 */
export function thinned(times: Float64Array, values: Float64Array, most: number): Int32Array {
  const count = times.length;
  if (count <= most) return Int32Array.from({ length: count }, (_, at) => at);
  const [first = 0, last = 0] = [times[0], times[count - 1]];
  const stretches = Math.max(1, Math.floor(most / 4));
  const width = (last - first) / stretches || 1;
  const kept = new Int32Array(stretches * 4);
  let size = 0;
  for (let begin = 0; begin < count;) {
    const stretch = Math.min(stretches - 1, Math.floor(((times[begin] as number) - first) / width));
    let end = begin + 1;
    while (end < count && (stretch === stretches - 1 || (times[end] as number) < first + (stretch + 1) * width)) end++;
    for (const at of corners(values, begin, end)) kept[size++] = at;
    begin = end;
  }
  return kept.slice(0, size);
}

/** The first, lowest, highest and last place, each once and in order. */
function corners(values: Float64Array, begin: number, end: number): number[] {
  let [low, high] = [begin, begin];
  for (let at = begin + 1; at < end; at++) {
    if ((values[at] as number) < (values[low] as number)) low = at;
    if ((values[at] as number) > (values[high] as number)) high = at;
  }
  return [...new Set([begin, Math.min(low, high), Math.max(low, high), end - 1])];
}
