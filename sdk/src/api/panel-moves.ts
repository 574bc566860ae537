import type { Panel } from './dashboards.js';
import { sameValue } from './same-value.js';

/**
 * The panels that somebody moved. A panel that only went up or down because others made room, with the order of all panels
 * of its row or tab unchanged, was not moved by anybody.
 */
export function movedIn(before: readonly Panel[], after: readonly Panel[]): ReadonlySet<string> {
  const was = new Map(before.map((panel) => [panel.id, panel]));
  const kept = after.filter(({ id }) => was.has(id));
  const steady = steadyIn(before, kept);
  const moved = kept.filter((panel) => {
    const old = was.get(panel.id);
    return !old || !steady.has(panel.id) || !sameValue(aside(old), aside(panel));
  });
  if (moved.length > 0 || before.length !== after.length) return idsOf(moved);
  const resized = kept.some((panel) => !sameValue(sizeOf(was.get(panel.id)), sizeOf(panel)));
  // Nothing else explains it.
  return resized ? idsOf([]) : idsOf(kept.filter((panel) => panel.place.y !== was.get(panel.id)?.place.y));
}

/** The panels that kept their order among those of their row or tab. */
function steadyIn(before: readonly Panel[], kept: readonly Panel[]): ReadonlySet<string> {
  const places = new Map([...before].sort(asRead).map(({ id }, at) => [id, at]));
  const steady = new Set<string>();
  for (const section of new Set(kept.map(sectionOf))) {
    const there = kept.filter((panel) => sectionOf(panel) === section).toSorted(asRead);
    const rising = longestRising(there.map(({ id }) => places.get(id) ?? 0));
    for (const at of rising) steady.add(there[at]?.id ?? '');
  }
  return steady;
}

const idsOf = (panels: readonly Panel[]) => new Set(panels.map(({ id }) => id));
const sizeOf = (panel: Panel | undefined) => [panel?.place.w, panel?.place.h];
const sectionOf = ({ row, tab }: Panel) => `${row ?? ''}/${tab ?? ''}`;
const aside = (panel: Panel) => [panel.place.x, sectionOf(panel)];

const asRead = ({ place: one }: Panel, { place: other }: Panel) => one.y - other.y || one.x - other.x;

/** The places of a longest subsequence that rises: what kept its order when the rest was moved around it. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const lengths: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const value of values) {
    const before = longest(lengths, (one) => (values[one] ?? 0) < value);
    lengths.push((before === undefined ? 0 : (lengths[before] ?? 0)) + 1);
    previous.push(before);
  }
  const chosen = new Set<number>();
  for (let at = longest(lengths, () => true); at !== undefined; at = previous[at]) chosen.add(at);
  return chosen;
}

function longest(lengths: readonly number[], may: (at: number) => boolean): number | undefined {
  let best: number | undefined;
  lengths.forEach((length, at) => {
    if (may(at) && (best === undefined || length > (lengths[best] ?? 0))) best = at;
  });
  return best;
}
