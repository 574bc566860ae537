import type { DashboardDocument, Panel, Placement } from '@quarterdeck/sdk/api/dashboards';
import { panelsBeside, type Where } from '../../layout/sections';
import { arranged, freePlace, settled } from '../grid/layout';

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

/** Some of the panels at new places; the others, and the order of all, stay. */
export function withPlaced(document: DashboardDocument, placed: readonly Panel[]): DashboardDocument {
  const known = new Map(placed.map((panel) => [panel.id, panel]));
  return { ...document, panels: document.panels.map((panel) => known.get(panel.id) ?? panel) };
}

/** The panel in the place of the one with its id, or at a free place of its section where there is none. */
export function withPanel(document: DashboardDocument, panel: Panel): DashboardDocument {
  const { panels } = document;
  if (panels.some(({ id }) => id === panel.id)) {
    const inPlace = ({ place, row, tab }: Panel): Panel => standing({ ...panel, place }, { row, tab });
    return { ...document, panels: panels.map((one) => (one.id === panel.id ? inPlace(one) : one)) };
  }
  const place = freePlace(panelsBeside(document, panel), panel.place);
  return closed({ ...document, panels: [...panels, { ...panel, place }] }, panel);
}

export function withoutPanel(document: DashboardDocument, id: string): DashboardDocument {
  const gone = document.panels.find((panel) => panel.id === id);
  if (!gone) return document;
  const left = {
    ...document,
    panels: document.panels.filter((panel) => panel !== gone),
    phoneOrder: document.phoneOrder.filter((one) => one !== id),
  };
  return closed(left, gone);
}

/** A copy right below its original. */
export function withCopy(document: DashboardDocument, id: string, copyId: string): DashboardDocument {
  const original = document.panels.find((panel) => panel.id === id);
  return original ? withPanelBelow(document, { ...original, id: copyId }, original) : document;
}

/** A new panel right below another one, in its section. */
export function withPanelBelow(document: DashboardDocument, panel: Panel, upper: Panel): DashboardDocument {
  const below = { ...panel.place, x: upper.place.x, y: upper.place.y + upper.place.h };
  const added = standing({ ...panel, place: below }, upper);
  const next = { ...document, panels: [...document.panels, added] };
  return withPlaced(next, arranged(panelsBeside(next, upper), added.id, below));
}

/** A panel in its own or another section: at the wished place, else at the first free one. The gap that it leaves closes. */
export function withMoved(document: DashboardDocument, id: string, where: Where, wish?: Placement): DashboardDocument {
  const panel = document.panels.find((one) => one.id === id);
  if (!panel) return document;
  const isStaying = panelsBeside(document, where).includes(panel);
  if (isStaying && !wish) return document;
  if (isStaying && wish) return withPlaced(document, arranged(panelsBeside(document, where), id, wish));
  const place = wish ?? freePlace(panelsBeside(document, where), panel.place);
  const next = withPlaced(document, [standing({ ...panel, place }, where)]);
  return closed(withPlaced(next, arranged(panelsBeside(next, where), id, place)), panel);
}

/** `panel-1`, `panel-2` …: the first that is free. */
export const freePanelId = ({ panels }: DashboardDocument): string => freeId('panel', panels);

export function freeId(word: 'panel' | 'row' | 'tab', parts: readonly { readonly id: string }[]): string {
  const taken = new Set(parts.map(({ id }) => id));
  for (let at = 1; ; at++) if (!taken.has(`${word}-${String(at)}`)) return `${word}-${String(at)}`;
}

/** The panel in a section, naming nothing else. */
export function standing({ row: _row, tab: _tab, ...panel }: Panel, { row, tab }: Where): Panel {
  if (row !== undefined) return { ...panel, row };
  return tab === undefined ? panel : { ...panel, tab };
}

/** Closes the gaps of one section. */
export const closed = (document: DashboardDocument, where: Where): DashboardDocument =>
  withPlaced(document, settled(panelsBeside(document, where)));

/** Whether two documents say the same, in whatever order their keys came. */
export const sameDocument = (one: DashboardDocument, other: DashboardDocument) => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
