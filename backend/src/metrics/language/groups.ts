import type { Combine } from '@quarterdeck/sdk/api/metric-queries';
import { isThere, labelText, missing, type Line, type LineLabels } from './line.js';

/** Combines lines as they come, so that thousands of them need the room of their groups only. */
export class Groups {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly by: readonly string[],
    private readonly combine: Combine,
    private readonly length: number,
  ) {}

  add({ labels, values }: Line): void {
    const kept = pick(labels, this.by);
    const key = labelText(kept);
    const group = this.groups.get(key) ?? newGroup(kept, this.length);
    this.groups.set(key, group);
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number;
      if (!isThere(value)) continue;
      const before = group.values[at] as number;
      const count = ++(group.counts[at] as number);
      group.values[at] = count === 1 ? value : STEPS[this.combine](before, value);
    }
  }

  /** One line per group, in the order of their labels. A time at which no series has a value has none. */
  lines(): Line[] {
    const sorted = [...this.groups].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([, { labels, values, counts }]) => ({ labels, values: this.finished(values, counts) }));
  }

  private finished(values: Float64Array, counts: Uint32Array): Float64Array {
    if (this.combine === 'avg') return values.map((value, at) => value / (counts[at] as number));
    if (this.combine !== 'count') return values;
    return values.map((_, at) => ((counts[at] as number) > 0 ? (counts[at] as number) : NaN));
  }
}

interface Group {
  readonly labels: LineLabels;
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

const newGroup = (labels: LineLabels, length: number): Group => ({
  labels,
  values: missing(length),
  counts: new Uint32Array(length),
});

const add = (one: number, other: number) => one + other;
const STEPS: Readonly<Record<Combine, (one: number, other: number) => number>> = {
  sum: add,
  avg: add,
  count: add,
  min: Math.min,
  max: Math.max,
};

const pick = (labels: LineLabels, names: readonly string[]): LineLabels =>
  Object.fromEntries(names.flatMap((name) => (Object.hasOwn(labels, name) ? [[name, labels[name] as string]] : [])));
