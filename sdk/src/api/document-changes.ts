import * as z from 'zod';
import type { DashboardDocument, Panel } from './dashboards.js';
import { movedIn } from './panel-moves.js';
import { byIdentity, isObject, sameValue } from './same-value.js';

/**
 * One thing that is different between two versions of a dashboard, as structure: whoever shows it finds the words. A field
 * that this code has never heard of is told by its path.
 */
export const Change = z.object({
  kind: z.enum(['added', 'removed', 'moved', 'resized', 'changed']),
  /** The panel that it is about; null for the dashboard itself. The title is the later one. */
  panel: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** Where in the panel or the document; things in lists by their name, id or place (from 1). Empty for a whole panel. */
  path: z.array(z.string()),
  /** What it was and is, where that is short enough to be told. */
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type Change = z.output<typeof Change>;

/** Where a panel stands: told as moved and resized, not field by field. */
export const ARRANGEMENT = ['place', 'row', 'tab'] as const;
/** Objects that mean one thing. */
const WHOLE = ['range'];
const LONGEST = 200;

/** Called for histories and conflicts: what somebody did between two versions, the dashboard itself first. */
export function changesBetween(before: DashboardDocument, after: DashboardDocument): Change[] {
  const [{ panels: was, ...documentBefore }, { panels: is, ...documentAfter }] = [before, after];
  return [...compared({ panel: null, path: [] }, documentBefore, documentAfter), ...changesOfPanels(was, is)];
}

type Spot = Pick<Change, 'panel' | 'path'>;

function changesOfPanels(before: readonly Panel[], after: readonly Panel[]): Change[] {
  const was = new Map(before.map((panel) => [panel.id, panel]));
  const kept = new Set(after.map(({ id }) => id));
  const moved = movedIn(before, after);
  const changes = after.flatMap((panel) => {
    const old = was.get(panel.id);
    return old ? changesOfPanel(old, panel, moved.has(panel.id)) : [whole('added', panel)];
  });
  return [...changes, ...before.filter(({ id }) => !kept.has(id)).map((panel) => whole('removed', panel))];
}

function changesOfPanel(before: Panel, after: Panel, isMoved: boolean): Change[] {
  const { w, h } = before.place;
  const isResized = w !== after.place.w || h !== after.place.h;
  return [
    ...(isMoved ? [whole('moved', after)] : []),
    ...(isResized ? [whole('resized', after)] : []),
    ...compared({ panel: nameOf(after), path: [] }, withoutPlace(before), withoutPlace(after)),
  ];
}

const nameOf = ({ id, title }: Panel) => ({ id, title });
const whole = (kind: Change['kind'], panel: Panel): Change => ({ kind, panel: nameOf(panel), path: [] });
const withoutPlace = (panel: Panel): Record<string, unknown> =>
  Object.fromEntries(Object.entries(panel).filter(([field]) => !ARRANGEMENT.some((one) => one === field)));

function compared(spot: Spot, before: unknown, after: unknown): Change[] {
  if (sameValue(before, after)) return [];
  const isWhole = WHOLE.includes(spot.path.join('.'));
  if (isObject(before) && isObject(after) && !isWhole) return comparedFields(spot, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return comparedLists(spot, before, after);
  return [{ kind: 'changed', ...spot, ...told('before', before, isWhole), ...told('after', after, isWhole) }];
}

function comparedFields(spot: Spot, before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => compared(inside(spot, field), before[field], after[field]));
}

function comparedLists(spot: Spot, before: readonly unknown[], after: readonly unknown[]): Change[] {
  const [was, is] = [byIdentity(before), byIdentity(after)];
  if (was && is) return comparedThings(spot, was, is);
  if (![...before, ...after].every(isObject))
    return [{ kind: 'changed', ...spot, ...told('before', before, false), ...told('after', after, false) }];
  return comparedThings(spot, byPlace(before), byPlace(after));
}

function comparedThings(spot: Spot, was: Map<string, unknown>, is: Map<string, unknown>): Change[] {
  const changes = [...is].flatMap(([key, thing]) =>
    was.has(key)
      ? compared(inside(spot, key), was.get(key), thing)
      : [{ kind: 'added' as const, ...inside(spot, key) }],
  );
  const gone = [...was.keys()].filter((key) => !is.has(key));
  const all = [...changes, ...gone.map((key) => ({ kind: 'removed' as const, ...inside(spot, key) }))];
  // They differ, and no thing does: their order is what changed.
  return all.length > 0 ? all : [{ kind: 'moved', ...spot }];
}

const inside = ({ panel, path }: Spot, field: string): Spot => ({ panel, path: [...path, field] });
const byPlace = (list: readonly unknown[]) => new Map(list.map((one, at) => [String(at + 1), one]));

function told(field: 'before' | 'after', value: unknown, isWhole: boolean): Partial<Change> {
  if (value === undefined || JSON.stringify(value).length > LONGEST) return {};
  const isPlain = Array.isArray(value) ? !value.some(isObject) : !isObject(value);
  return isPlain || isWhole ? { [field]: value } : {};
}
