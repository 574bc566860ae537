import type { DashboardDocument, Panel, Placement } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import { sectionsOf, staged, tabOf, type Section, type StagedSection, type Where } from '../../layout/sections';
import { withMoved, withPlaced } from '../draft/documents';
import type { Wish } from './grid-drag';
import { arranged, within } from './layout';

/** Lines that an empty section takes in the editor, so that something can be put there. */
const EMPTY = 2;

type IsOpen = (row: DashboardRow) => boolean;

/** The open tab while it is edited: as in the view, with room in what is empty. Nothing is lower than in `like`. */
export function editStage(
  document: DashboardDocument,
  tab: string | undefined,
  isOpen: IsOpen,
  like: readonly StagedSection[] = [],
): StagedSection[] {
  const sections = sectionsOf(document, tab);
  const before = new Map(like.map(({ key, height }) => [key, height]));
  const least = ({ key, panels }: Section) =>
    Math.max(before.get(key) ?? 0, panels.length === 0 && document.tabs.length + document.rows.length > 0 ? EMPTY : 0);
  return staged(sections, isOpen, least);
}

/** What letting go would do. A closed row and another tab take a panel without showing where. */
export interface Drop {
  readonly where: Where;
  readonly into: { readonly tab: string } | { readonly row: string } | null;
  readonly document: DashboardDocument;
}

/** What the wish of a pointer comes to, over the stage as it stood when the panel was grabbed. */
export function dropOf(
  wish: Wish,
  document: DashboardDocument,
  stage: readonly StagedSection[],
  openTab: string | undefined,
): Drop | null {
  const panel = document.panels.find(({ id }) => id === wish.id);
  const home = stage.find(({ panels }) => panels.some(({ id }) => id === wish.id));
  if (!panel || !home) return null;
  if (wish.part === 'size') {
    const place = { ...wish.place, y: panel.place.y };
    return { where: home.where, into: null, document: withPlaced(document, arranged(home.panels, wish.id, place)) };
  }
  if (wish.tab !== null && wish.tab !== openTab) {
    const where = { tab: wish.tab };
    return { where, into: where, document: withMoved(document, wish.id, where) };
  }
  const target = stage.findLast(({ headAt }) => (headAt ?? -Infinity) <= wish.line) ?? home;
  return inSection(wish, document, target);
}

function inSection({ id, place }: Wish, document: DashboardDocument, target: StagedSection): Drop {
  const { where, row, isOpen, top } = target;
  if (row && !isOpen) return { where, into: { row: row.id }, document: withMoved(document, id, where) };
  const local = within({ ...place, y: place.y - top });
  return { where, into: null, document: withMoved(document, id, where, local) };
}

/** Where a panel goes that cannot go further up or down in its section: to the end of the one above, the head of the one below. */
export function nextDoor(
  stage: readonly StagedSection[],
  panel: Panel,
  direction: 'up' | 'down',
): { section: StagedSection; place: Placement } | undefined {
  const at = stage.findIndex(({ panels }) => panels.some(({ id }) => id === panel.id));
  const section = stage[at + (direction === 'up' ? -1 : 1)];
  if (at < 0 || !section) return undefined;
  const bottom = Math.max(0, ...section.panels.map(({ place }) => place.y + place.h));
  return { section, place: { ...panel.place, y: direction === 'up' ? bottom : 0 } };
}

/** Everywhere on a dashboard where a panel can stand. `depth` is 1 for the rows of a tab. */
export interface Destination {
  readonly key: string;
  readonly where: Where;
  readonly title: string;
  readonly depth: 0 | 1;
}

export function destinationsOf(document: DashboardDocument, headTitle: string): Destination[] {
  const tabs = document.tabs.length > 0 ? document.tabs : [{ id: undefined, title: headTitle }];
  return tabs.flatMap(({ id: tab, title }) =>
    sectionsOf(document, tab).map(({ key, row, where }) => ({
      key,
      where,
      title: row?.title ?? title,
      depth: row ? (1 as const) : (0 as const),
    })),
  );
}

/** How a section is called: a row by its title, a head by its tab's. */
export function titleOfSection(document: DashboardDocument, where: Where, headTitle: string): string {
  const row = document.rows.find(({ id }) => id === where.row);
  const tab = document.tabs.find(({ id }) => id === tabOf(document, where));
  return row?.title ?? tab?.title ?? headTitle;
}
