export interface Stretch {
  readonly seriesIds: readonly number[];
  readonly from: number;
  readonly to: number;
}

const MOST_KNOWN = 10_000;

/**
 * How close together the points of some series lie, as the last answers showed it. A range that cannot fit is then not
 * read raw in vain. Being wrong costs one more read, never a wrong number.
 */
export class Density {
  private readonly perMillisecond = new Map<string, number>();

  /** How many points a range probably holds; 0 where nothing is known. */
  expect(stretch: Stretch): number {
    return (this.perMillisecond.get(keyOf(stretch)) ?? 0) * lengthOf(stretch);
  }

  /** `points` lie in the range, or more than that many. */
  note(stretch: Stretch, points: number): void {
    if (this.perMillisecond.size >= MOST_KNOWN) this.perMillisecond.clear();
    this.perMillisecond.set(keyOf(stretch), points / lengthOf(stretch));
  }
}

const keyOf = ({ seriesIds }: Stretch) => seriesIds.join(',');
const lengthOf = ({ from, to }: Stretch) => Math.max(1, to - from);
