import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import type { Library } from '@quarterdeck/sdk/api/library';

export const SORTS = ['title', 'saved', 'opened'] as const;
export type Sort = (typeof SORTS)[number];

/** What a list is asked for. */
export interface Wish {
  readonly folderId: string | null;
  /** Empty: everything that lies right in the folder. */
  readonly words: string;
  /** What the server found for the words, which knows more than titles. */
  readonly found: ReadonlySet<string>;
  readonly sort: Sort;
}

/** The dashboards to show: those right in the folder, or with words those that match anywhere in it. */
export function onShelf(
  dashboards: readonly DashboardSummary[],
  folders: readonly Folder[],
  recents: Library['recents'],
  { folderId, words, found, sort }: Wish,
): DashboardSummary[] {
  const known = new Set(folders.map(({ id }) => id));
  // Of a folder that one may not see, what one may see lies at the top.
  const placeOf = ({ folderId: id }: DashboardSummary) => (id !== null && known.has(id) ? id : null);
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const inside = within(folderId, folders);
  const shown = dashboards.filter((one) =>
    asked.length === 0
      ? placeOf(one) === folderId
      : inside.has(placeOf(one)) && (found.has(one.id) || matches(`${one.title} ${one.description}`, asked)),
  );
  const opened = new Map(recents.map(({ id, openedAt }) => [id, openedAt]));
  return shown.sort(ORDERS[sort](opened));
}

type Order = (one: DashboardSummary, other: DashboardSummary) => number;
const byTitle: Order = (one, other) => one.title.localeCompare(other.title, undefined, { numeric: true });
const latest = (one = '', other = '') => (one < other ? 1 : one > other ? -1 : 0);
const ORDERS: Record<Sort, (opened: ReadonlyMap<string, string>) => Order> = {
  title: () => byTitle,
  saved: () => (one, other) => latest(one.updatedAt, other.updatedAt) || byTitle(one, other),
  opened: (opened) => (one, other) => latest(opened.get(one.id), opened.get(other.id)) || byTitle(one, other),
};

const matches = (text: string, words: readonly string[]) => words.every((word) => text.toLowerCase().includes(word));

/** The folder and all in it; null is the top, and in it is everything. */
export function within(folderId: string | null, folders: readonly Folder[]): ReadonlySet<string | null> {
  const inside = new Set<string | null>([folderId]);
  for (let size = 0; size < inside.size;) {
    size = inside.size;
    for (const { id, parentId } of folders) if (inside.has(parentId)) inside.add(id);
  }
  return inside;
}
