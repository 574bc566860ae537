import type { Placement } from '@quarterdeck/sdk/api/dashboards';

export const COLUMNS = 24;

/** Anything that stands on the grid. */
export interface Tile {
  readonly id: string;
  readonly place: Placement;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Closes the gaps upwards; what already stands without gaps stays as it is. No two tiles overlap afterwards. */
export function settled<T extends Tile>(tiles: readonly T[]): T[] {
  return stacked(inReadingOrder(tiles), tiles);
}

/**
 * One tile wanted at another place or in another size: the others make room downwards, and gaps close upwards. It depends
 * on `tiles` and the wish alone, so a drag that is computed from where it began comes back to where it began.
 */
export function arranged<T extends Tile>(tiles: readonly T[], id: string, wish: Placement): T[] {
  const moving = tiles.find((tile) => tile.id === id);
  if (!moving) return [...tiles];
  const wanted = { ...moving, place: within(wish) };
  const others = inReadingOrder(tiles.filter((tile) => tile.id !== id));
  const isBefore = (other: Tile) => comesBefore(other.place, wanted.place, moving.place);
  const order = [...others.filter(isBefore), wanted, ...others.filter((other) => !isBefore(other))];
  return stacked(order, tiles);
}

/**
 * Where a tile is wanted after one step by key; undefined where it cannot go further. Up and down pass over wishes that
 * would change nothing, since gaps close by themselves.
 */
export function stepped(
  tiles: readonly Tile[],
  id: string,
  wish: Placement,
  direction: Direction,
): Placement | undefined {
  const now = key(arranged(tiles, id, wish));
  const furthest = Math.max(0, ...tiles.map(({ place }) => place.y + place.h));
  for (let by = 1; by <= furthest + 1; by++) {
    const next = within(shifted(wish, direction, by));
    if (key(arranged(tiles, id, next)) !== now) return next;
  }
  return undefined;
}

/** As {@link stepped}, for the size: right and down grow, left and up shrink. */
export function resized(place: Placement, direction: Direction): Placement {
  const wider = direction === 'right' ? 1 : direction === 'left' ? -1 : 0;
  const higher = direction === 'down' ? 1 : direction === 'up' ? -1 : 0;
  const w = Math.min(COLUMNS - place.x, Math.max(LEAST.w, place.w + wider));
  return { ...place, w, h: Math.min(200, Math.max(LEAST.h, place.h + higher)) };
}

/** Smaller than this a panel has no room for its title. */
export const LEAST = { w: 2, h: 2 };

/** The highest place, and there the leftmost, where a new tile stands below the others. */
export function freePlace(tiles: readonly Tile[], { w, h }: Pick<Placement, 'w' | 'h'>): Placement {
  const heights = skyline();
  for (const { place } of tiles) raise(heights, place);
  let best = { x: 0, y: Infinity, w: Math.min(w, COLUMNS), h };
  for (let x = 0; x + best.w <= COLUMNS; x++) {
    const y = top(heights, { x, w: best.w });
    if (y < best.y) best = { ...best, x, y };
  }
  return best;
}

/** Within the columns, not above the first row, and large enough to be seen. */
export function within({ x, y, w, h }: Placement): Placement {
  const width = Math.min(COLUMNS, Math.max(LEAST.w, w));
  const height = Math.min(200, Math.max(LEAST.h, h));
  return { x: Math.min(COLUMNS - width, Math.max(0, x)), y: Math.max(0, y), w: width, h: height };
}

/** A tile gives way once the wanted one has passed its middle; tiles beside it keep their order. */
function comesBefore(other: Placement, wanted: Placement, from: Placement): boolean {
  if (!sharesColumns(other, wanted)) return other.y < wanted.y || (other.y === wanted.y && other.x < wanted.x);
  const middle = other.y + other.h / 2;
  return wanted.y > from.y ? wanted.y + wanted.h > middle : wanted.y >= middle;
}

const sharesColumns = (one: Placement, other: Placement) => one.x < other.x + other.w && other.x < one.x + one.w;

/** Each tile as high as those before it allow; the answer is in the order of `like`. */
function stacked<T extends Tile>(order: readonly T[], like: readonly T[]): T[] {
  const heights = skyline();
  const placed = new Map<string, T>();
  for (const tile of order) {
    const place = { ...tile.place, y: top(heights, tile.place) };
    raise(heights, place);
    placed.set(tile.id, { ...tile, place });
  }
  return like.map((tile) => placed.get(tile.id) ?? tile);
}

const skyline = () => new Array<number>(COLUMNS).fill(0);
const top = (heights: readonly number[], { x, w }: Pick<Placement, 'x' | 'w'>) => Math.max(...heights.slice(x, x + w));
const raise = (heights: number[], { x, y, w, h }: Placement) => {
  for (let column = x; column < x + w; column++) heights[column] = Math.max(heights[column] ?? 0, y + h);
};

function shifted(place: Placement, direction: Direction, by: number): Placement {
  if (direction === 'left' || direction === 'right')
    return { ...place, x: place.x + (direction === 'left' ? -by : by) };
  return { ...place, y: place.y + (direction === 'up' ? -by : by) };
}

const inReadingOrder = <T extends Tile>(tiles: readonly T[]): T[] =>
  tiles.toSorted(({ place: one }, { place: other }) => one.y - other.y || one.x - other.x);

const key = (tiles: readonly Tile[]) => JSON.stringify(tiles.map(({ place }) => [place.x, place.y, place.w, place.h]));
