import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow, DashboardTab } from '@quarterdeck/sdk/api/dashboard-layout';
import { readingOrder } from '../../layout/panel-order';
import { heightOf, panelsBeside, sectionKey, sectionsOf, tabOf, type Where } from '../../layout/sections';
import { closed, freeId, standing, withoutPanel, withPlaced } from './documents';

/** What becomes of the panels of a tab or row that is removed. */
export type Fate = 'move' | 'delete';

/**
 * A new tab after the others. The first one finds panels already there: they get a tab of their own, and everything that
 * named no tab names it from now on, so that no later order of tabs carries them off.
 */
export function withTab(document: DashboardDocument, titles: { first: string; added: string }): DashboardDocument {
  const tabs = document.tabs.length > 0 ? document.tabs : [{ id: 'tab-1', title: titles.first }];
  return { ...named({ ...document, tabs }), tabs: [...tabs, { id: freeId('tab', tabs), title: titles.added }] };
}

export const withTabTitle = (document: DashboardDocument, id: string, title: string): DashboardDocument => ({
  ...document,
  tabs: document.tabs.map((tab) => (tab.id === id ? { ...tab, title } : tab)),
});

/** One place to the left (-1) or to the right (1). */
export function withTabShifted(document: DashboardDocument, id: string, by: -1 | 1): DashboardDocument {
  const whole = named(document);
  return { ...whole, tabs: shifted(whole.tabs, id, by) };
}

/** Without one tab; what stood on it goes to its neighbour, or with it. One tab alone is no tab. */
export function withoutTab(document: DashboardDocument, id: string, fate: Fate): DashboardDocument {
  const whole = named(document);
  const heir = neighbourOf(whole.tabs, id);
  const emptied = fate === 'move' && heir ? handedOver(whole, id, heir) : cleared(whole, id);
  const tabs = emptied.tabs.filter((tab) => tab.id !== id);
  return tabs.length > 1 ? { ...emptied, tabs } : untabbed({ ...emptied, tabs });
}

/** The tab that takes over: the one before, else the one after. */
export function neighbourOf(tabs: readonly DashboardTab[], id: string): DashboardTab | undefined {
  const at = tabs.findIndex((tab) => tab.id === id);
  return tabs[at - 1] ?? tabs[at + 1];
}

/** A new row below the others of a tab. */
export function withRow(document: DashboardDocument, tab: string | undefined, title: string): DashboardDocument {
  const row = { id: freeId('row', document.rows), title, collapsed: false };
  return { ...document, rows: [...document.rows, tab === undefined ? row : { ...row, tab }] };
}

export const withRowChanged = (
  document: DashboardDocument,
  id: string,
  change: Partial<Pick<DashboardRow, 'title' | 'collapsed'>>,
): DashboardDocument => ({
  ...document,
  rows: document.rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
});

/** One place up (-1) or down (1) among the rows of its tab. */
export function withRowShifted(document: DashboardDocument, id: string, by: -1 | 1): DashboardDocument {
  const tab = tabOf(document, { row: id });
  const mates = document.rows.filter((row) => tabOf(document, { row: row.id }) === tab);
  const order = shifted(mates, id, by);
  const next = order[Symbol.iterator]();
  return { ...document, rows: document.rows.map((row) => (mates.includes(row) ? (next.next().value ?? row) : row)) };
}

/** A row with its panels below the rows of another tab. */
export function withRowOnTab(document: DashboardDocument, id: string, tab: string): DashboardDocument {
  const row = document.rows.find((one) => one.id === id);
  if (!row) return document;
  return { ...document, rows: [...document.rows.filter((one) => one !== row), { ...row, tab }] };
}

/** Without one row; its panels go below those of the section above it, or with it. */
export function withoutRow(document: DashboardDocument, id: string, fate: Fate): DashboardDocument {
  const sections = sectionsOf(document, tabOf(document, { row: id }));
  const above = sections[sections.findIndex(({ row }) => row?.id === id) - 1];
  const panels = panelsBeside(document, { row: id });
  const emptied = fate === 'move' && above ? appended(document, panels, above.where) : without(document, panels);
  return { ...emptied, rows: emptied.rows.filter((row) => row.id !== id) };
}

/** The order of one section on narrow screens; where it is the one in which one reads, nothing needs to be said. */
export function withPhoneOrder(document: DashboardDocument, where: Where, ids: readonly string[]): DashboardDocument {
  const section = panelsBeside(document, where);
  const others = document.phoneOrder.filter((id) => section.every((panel) => panel.id !== id));
  const isAsRead = readingOrder(section).every((panel, at) => panel.id === ids[at]);
  return { ...document, phoneOrder: isAsRead ? others : [...others, ...ids] };
}

/** Everything names the tab on which it stands. */
function named(document: DashboardDocument): DashboardDocument {
  const nameTab = <T extends Where>(part: T, where: Where): T => ({ ...part, tab: tabOf(document, where) });
  return {
    ...document,
    rows: document.rows.map((row) => nameTab(row, { row: row.id })),
    panels: document.panels.map((panel) => (panel.row === undefined ? nameTab(panel, panel) : panel)),
  };
}

function untabbed(document: DashboardDocument): DashboardDocument {
  return {
    ...document,
    tabs: [],
    rows: document.rows.map(({ tab: _, ...row }) => row),
    panels: document.panels.map((panel) => standing(panel, { row: panel.row })),
  };
}

function handedOver(document: DashboardDocument, id: string, heir: DashboardTab): DashboardDocument {
  const rows = document.rows.map((row) => (row.tab === id ? { ...row, tab: heir.id } : row));
  return appended({ ...document, rows }, panelsBeside(document, { tab: id }), { tab: heir.id });
}

function cleared(document: DashboardDocument, id: string): DashboardDocument {
  const left = without(
    document,
    document.panels.filter((panel) => tabOf(document, panel) === id),
  );
  return { ...left, rows: left.rows.filter(({ tab }) => tab !== id) };
}

/** As they stood to one another, below what stands there already. */
function appended(document: DashboardDocument, panels: readonly Panel[], where: Where): DashboardDocument {
  const top = heightOf(panelsBeside(document, where));
  const key = sectionKey(document, where);
  const moved = panels
    .filter((panel) => sectionKey(document, panel) !== key)
    .map((panel) => standing({ ...panel, place: { ...panel.place, y: panel.place.y + top } }, where));
  return closed(withPlaced(document, moved), where);
}

const without = (document: DashboardDocument, panels: readonly Panel[]): DashboardDocument =>
  panels.reduce((left, { id }) => withoutPanel(left, id), document);

function shifted<T extends { readonly id: string }>(parts: readonly T[], id: string, by: -1 | 1): T[] {
  const at = parts.findIndex((part) => part.id === id);
  const [one, other] = [parts[at], parts[at + by]];
  return one && other ? parts.with(at, other).with(at + by, one) : [...parts];
}
