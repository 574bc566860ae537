import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { arranged, freePlace, settled } from './layout';

/** Documents are never changed: each deed makes a new one, so that it can be taken back. */
export const emptyDocument = (title: string): DashboardDocument => ({
  title,
  description: '',
  timezone: 'browser',
  range: { from: 'now-6h', to: 'now' },
  refreshSeconds: null,
  panels: [],
  tabs: [],
  rows: [],
  phoneOrder: [],
  variables: [],
});

export const withPanels = (document: DashboardDocument, panels: Panel[]): DashboardDocument => ({
  ...document,
  panels,
});

/** The panel in the place of the one with its id, or at a free place where there is none. */
export function withPanel(document: DashboardDocument, panel: Panel): DashboardDocument {
  const { panels } = document;
  if (panels.some(({ id }) => id === panel.id))
    return withPanels(
      document,
      panels.map((one) => (one.id === panel.id ? { ...panel, place: one.place } : one)),
    );
  return withPanels(document, settled([...panels, { ...panel, place: freePlace(panels, panel.place) }]));
}

export function withoutPanel(document: DashboardDocument, id: string): DashboardDocument {
  return withPanels(document, settled(document.panels.filter((panel) => panel.id !== id)));
}

/** A copy right below its original. */
export function withCopy(document: DashboardDocument, id: string, copyId: string): DashboardDocument {
  const original = document.panels.find((panel) => panel.id === id);
  if (!original) return document;
  const { place } = original;
  const below = { ...place, y: place.y + place.h };
  const copy = { ...original, id: copyId, place: below };
  return withPanels(document, arranged([...document.panels, copy], copyId, below));
}

/** `panel-1`, `panel-2` …: the first that is free. */
export function freePanelId({ panels }: DashboardDocument): string {
  const taken = new Set(panels.map(({ id }) => id));
  for (let at = 1; ; at++) if (!taken.has(`panel-${String(at)}`)) return `panel-${String(at)}`;
}

/** Whether two documents say the same, in whatever order their keys came. */
export const sameDocument = (one: DashboardDocument, other: DashboardDocument) => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
