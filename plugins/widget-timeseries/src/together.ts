import { haveCommonTimes, inSlots, standApart, type Frame, type TimeField } from '@quarterdeck/sdk';
import type { Options } from './options.js';
import type { Series } from './series.js';

/** A picture carries at most so many cells of its own. */
const MOST_CELLS = 5000;

interface Together {
  readonly series: readonly Series[];
  readonly derived: readonly Frame[];
  readonly note?: string;
}

/**
 * Bars stand beside one another and a stack adds up what is at one time: series whose points came each at times of their own
 * are put into common slots for that. Lines stay where they were measured.
 */
export function together(series: readonly Series[], frames: readonly Frame[], options: Options): Together {
  const points = series.map(({ time: [frame, column], field }) => ({
    times: (frames[frame]?.fields[column] as TimeField).values,
    values: field.values,
  }));
  const isClear = options.stacked ? haveCommonTimes(points) : options.style !== 'bars' || standApart(points);
  if (isClear) return { series, derived: [] };
  const most = Math.floor(MOST_CELLS / (2 * series.length));
  const { series: slotted, joined } = inSlots(points, most, 'mean');
  const derived = slotted.map(({ times, values }, at): Frame => {
    const { totals: _, ...field } = (series[at] as Series).field;
    return {
      name: field.name,
      length: times.length,
      fields: [
        { name: 'time', type: 'time', values: times },
        { ...field, values },
      ],
    };
  });
  const placed = series.map((one, at) => ({
    ...one,
    time: [frames.length + at, 0] as const,
    value: [frames.length + at, 1] as const,
  }));
  const note = joined > 1 ? { note: `Each place is the mean of up to ${String(joined)} values.` } : {};
  return { series: placed, derived, ...note };
}
