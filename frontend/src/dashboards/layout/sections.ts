import type { DashboardDocument, Panel, Placement } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import { readingOrder } from './panel-order';

/** The part of a document that says where its panels stand. */
export type Layout = Pick<DashboardDocument, 'tabs' | 'rows' | 'panels'>;

/** Where a panel stands: in a row, or at the head of a tab; with neither, at the head of the first tab. */
export interface Where {
  readonly row?: string | undefined;
  readonly tab?: string | undefined;
}

/** Panels that share one grid: those of a row, or those at the head of a tab, above its rows. */
export interface Section {
  readonly key: string;
  /** null at the head of a tab. */
  readonly row: DashboardRow | null;
  readonly where: Where;
  /** In the order of the document. */
  readonly panels: readonly Panel[];
}

/** The tab on which something stands; undefined on a dashboard without tabs. */
export function tabOf({ tabs, rows }: Omit<Layout, 'panels'>, { row, tab }: Where): string | undefined {
  const named = row === undefined ? tab : rows.find(({ id }) => id === row)?.tab;
  return named ?? tabs[0]?.id;
}

/** Says of two places whether they are in one section. */
export const sectionKey = (layout: Omit<Layout, 'panels'>, where: Where): string =>
  where.row === undefined ? `tab ${tabOf(layout, where) ?? ''}` : `row ${where.row}`;

/** The sections of one tab, from its head down. */
export function sectionsOf(layout: Layout, tab: string | undefined = layout.tabs[0]?.id): Section[] {
  const rows = layout.rows.filter(({ id }) => tabOf(layout, { row: id }) === tab);
  const head: Where = tab === undefined ? {} : { tab };
  return [{ row: null, where: head }, ...rows.map((row) => ({ row, where: { row: row.id } }))].map((section) => {
    return { ...section, key: sectionKey(layout, section.where), panels: panelsBeside(layout, section.where) };
  });
}

/** The panels of the section of which something is, or would be, a part. */
export function panelsBeside(layout: Layout, where: Where): Panel[] {
  const key = sectionKey(layout, where);
  return layout.panels.filter((panel) => sectionKey(layout, panel) === key);
}

/** A section at its height on the grid of its tab. */
export interface StagedSection extends Section {
  readonly isOpen: boolean;
  /** The line of its heading; null at the head of a tab. */
  readonly headAt: number | null;
  /** The line on which its own lines begin, and how many they are. */
  readonly top: number;
  readonly height: number;
}

/**
 * Puts the sections of a tab one below another on a single grid. `least` keeps a section from being lower than it says,
 * so that nothing below jumps while a panel is dragged out of it.
 */
export function staged(
  sections: readonly Section[],
  isOpen: (row: DashboardRow) => boolean,
  least: (section: Section) => number = () => 0,
): StagedSection[] {
  let line = 0;
  return sections.map((section) => {
    const open = section.row === null || isOpen(section.row);
    const headAt = section.row === null ? null : line++;
    const height = open ? Math.max(least(section), heightOf(section.panels)) : 0;
    const top = line;
    line += height;
    return { ...section, isOpen: open, headAt, top, height };
  });
}

export const heightOf = (panels: readonly { readonly place: Placement }[]): number =>
  Math.max(0, ...panels.map(({ place }) => place.y + place.h));

/** As a narrow screen shows them: in the order that somebody chose; what is not in it follows what one reads before it. */
export function phoneSorted<P extends { readonly id: string; readonly place: Placement }>(
  panels: readonly P[],
  order: readonly string[],
): P[] {
  const rank = new Map(order.map((id, at) => [id, at]));
  const rankOf = ({ id }: P) => rank.get(id) ?? Infinity;
  const sorted = panels.filter(({ id }) => rank.has(id)).toSorted((one, other) => rankOf(one) - rankOf(other));
  let before: P | undefined;
  for (const panel of readingOrder(panels)) {
    if (!rank.has(panel.id)) sorted.splice(before ? sorted.indexOf(before) + 1 : 0, 0, panel);
    before = panel;
  }
  return sorted;
}
