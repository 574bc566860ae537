import type { DashboardDocument } from './dashboards.js';
import { sameValue } from './same-value.js';

/** Two people who each add a panel get the same next id: mine takes another one. */
export function withFreshIds(
  base: DashboardDocument,
  mine: DashboardDocument,
  theirs: DashboardDocument,
): DashboardDocument {
  const known = new Set(base.panels.map(({ id }) => id));
  const added = new Map(theirs.panels.filter(({ id }) => !known.has(id)).map((panel) => [panel.id, panel]));
  const taken = new Set([...base.panels, ...mine.panels, ...theirs.panels].map(({ id }) => id));
  const fresh = new Map<string, string>();
  for (const panel of mine.panels) {
    const other = added.get(panel.id);
    if (other && !sameValue(other, panel)) fresh.set(panel.id, freeId(panel.id, taken));
  }
  return fresh.size === 0 ? mine : renamed(mine, fresh);
}

function freeId(id: string, taken: Set<string>): string {
  const stem = id.replace(/-\d+$/, '').slice(0, 34);
  for (let at = 1; ; at++) {
    const wanted = `${stem}-${String(at)}`;
    if (taken.has(wanted)) continue;
    taken.add(wanted);
    return wanted;
  }
}

/** In the panels, and in lists of the document that name panels, such as an own order on phones. */
function renamed(document: DashboardDocument, fresh: ReadonlyMap<string, string>): DashboardDocument {
  const follow = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((one: unknown) => fresh.get(String(one)) ?? one) : value;
  const fields = Object.fromEntries(Object.entries(document).map(([field, value]) => [field, follow(value)]));
  const panels = document.panels.map((panel) => ({ ...panel, id: fresh.get(panel.id) ?? panel.id }));
  return { ...(fields as DashboardDocument), panels };
}
