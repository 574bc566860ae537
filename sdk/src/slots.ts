import { reduced, type Reduction } from './reduced.js';

/** The points of one series: times in epoch milliseconds, and a value for each. */
export interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface Slots {
  /** As given, each with at most one point a slot, at the slot's beginning. */
  readonly series: readonly Points[];
  /** How many values of one series became one, at the most. */
  readonly joined: number;
}

/** Whether the places of all points are told apart: nowhere do two stand much closer to each other than points usually do. */
export function standApart(series: readonly Points[]): boolean {
  const usual = usualGap(series);
  const all = Float64Array.from(new Set(series.flatMap(({ times }) => [...times])));
  return gapsOf(all).every((gap) => gap >= usual / 2);
}

/** Whether every series has the same times. */
export function haveCommonTimes([first, ...others]: readonly Points[]): boolean {
  return others.every(({ times }) => times === first?.times || isSame(times, first?.times));
}

/**
 * Series whose points came each at times of their own, in `most` common slots or fewer, for widgets that draw bars or stack
 * areas: two points a moment apart are meant for one place. A slot is as wide as points are usually apart, or wider where so
 * many have no room; values that fall into one become their `how`.
 */
export function inSlots(series: readonly Points[], most: number, how: Reduction): Slots {
  const bounds = series.flatMap(({ times }) => (times.length > 0 ? [least(times), greatest(times)] : []));
  if (bounds.length === 0) return { series, joined: 1 };
  const [from, to] = [Math.min(...bounds), Math.max(...bounds)];
  const step = even(usualGap(series)) || 1;
  const stretch = Math.ceil((Math.round((to - from) / step) + 1) / Math.max(1, most));
  const slotOf = (time: number) => Math.floor(Math.round((time - from) / step) / stretch);
  let joined = 1;
  const slotted = series.map((points) => {
    const slots = valuesBySlot(points, slotOf);
    for (const values of slots.values()) joined = Math.max(joined, values.length);
    const places = [...slots.keys()].sort((a, b) => a - b);
    return {
      times: Float64Array.from(places, (slot) => from + slot * stretch * step),
      values: Float64Array.from(places, (slot) => reduced(slots.get(slot) ?? [], how)),
    };
  });
  return { series: slotted, joined };
}

function valuesBySlot({ times, values }: Points, slotOf: (time: number) => number): Map<number, number[]> {
  const slots = new Map<number, number[]>();
  times.forEach((time, at) => {
    const slot = slotOf(time);
    const known = slots.get(slot);
    if (known) known.push(values[at] ?? NaN);
    else slots.set(slot, [values[at] ?? NaN]);
  });
  return slots;
}

/** The distances between neighbours in time. */
function gapsOf(times: Float64Array): Float64Array {
  const sorted = Float64Array.from(times).sort();
  const gaps = sorted.subarray(1).map((time, at) => time - (sorted[at] ?? 0));
  return gaps.filter((gap) => gap > 0);
}

/** Half of the neighbours within one series are at least so far apart. */
function usualGap(series: readonly Points[]): number {
  const gaps = Float64Array.from(series.flatMap(({ times }) => [...gapsOf(times)])).sort();
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 0;
}

const UNITS = [86_400_000, 3_600_000, 60_000, 1000];

/** What senders that are late by a moment meant: without it slots would run ahead of the points over a long time. */
function even(step: number): number {
  const unit = UNITS.find((one) => one <= step);
  const meant = unit === undefined ? step : Math.round(step / unit) * unit;
  return Math.abs(meant - step) <= step / 20 ? meant : step;
}

const isSame = (one: Float64Array, other: Float64Array = new Float64Array()) =>
  one.length === other.length && one.every((time, at) => time === other[at]);
const least = (times: Float64Array) => times.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (times: Float64Array) => times.reduce((a, b) => Math.max(a, b), -Infinity);
