import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { filledGaps } from './gaps.js';
import { Groups } from './groups.js';
import { missing, type Line } from './line.js';
import type { Settled } from './measure.js';
import { windowBegins, type Plan } from './plan.js';
import { ranked } from './ranking.js';
import { movingMean, runningTotal } from './running.js';

/** The buckets of one series as they were read. */
export interface ReadSeries {
  readonly labels: Line['labels'];
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly totals?: Line['totals'];
}

/** Takes the series of a query one after another, and makes of them the lines that it asks for. */
export class Shaping {
  private readonly lines: Line[] = [];
  private readonly groups: Groups | undefined;
  private readonly places: ReadonlyMap<number, readonly number[]>;
  private readonly past: number;

  constructor(
    private readonly query: MetricsQuery,
    { combine, groupBy }: Settled,
    private readonly plan: Plan,
    now: number,
  ) {
    if (combine) this.groups = new Groups(groupBy, combine, plan.times.length);
    this.places = placesOf(plan.readTimes);
    this.past = plan.times.findIndex((time) => time > now);
  }

  /** Values by the beginnings of the buckets they were read from. */
  add({ labels, times, values, totals }: ReadSeries): void {
    const own = missing(this.plan.times.length);
    times.forEach((time, at) => {
      for (const place of this.places.get(time) ?? []) own[place] = values[at] as number;
    });
    const line = { labels, values: this.filled(own), ...(totals && this.isPlain() ? { totals } : {}) };
    if (this.groups) this.groups.add(line);
    else this.lines.push(line);
  }

  finished(): Line[] {
    const { movingAverage, cumulative, top, bottom } = this.query;
    const { times, begin, zone } = this.plan;
    const shaped = (this.groups?.lines() ?? this.lines).map(({ labels, values, totals }) => {
      const averaged =
        movingAverage === undefined ? values : movingMean(values, windowBegins(movingAverage, times, zone));
      const shown = averaged.subarray(begin);
      return { labels, values: cumulative ? runningTotal(shown) : shown, ...(totals ? { totals } : {}) };
    });
    return ranked(shaped, top, bottom);
  }

  /** The buckets are shown as they are, so that the points behind them are those of the line. */
  private isPlain(): boolean {
    const { fill = 'none', offset, movingAverage, cumulative } = this.query;
    return fill === 'none' && offset === undefined && movingAverage === undefined && !cumulative;
  }

  /** What will be is no gap. */
  private filled(values: Float64Array): Float64Array {
    const { fill } = this.query;
    if (this.past < 0) return filledGaps(values, this.plan.times, fill);
    const past = filledGaps(values.subarray(0, this.past), this.plan.times, fill);
    const whole = values.slice();
    whole.set(past);
    return whole;
  }
}

/** A bucket of a day that the clocks made shorter may stand under two of today. */
function placesOf(times: Float64Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  times.forEach((time, at) => {
    const known = places.get(time);
    if (known) known.push(at);
    else places.set(time, [at]);
  });
  return places;
}
