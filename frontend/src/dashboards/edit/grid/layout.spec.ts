import * as fc from 'fast-check';
import { arranged, COLUMNS, freePlace, resized, settled, stepped, type Direction, type Tile } from './layout';

const places = fc
  .record({ w: fc.integer({ min: 2, max: 24 }), h: fc.integer({ min: 2, max: 12 }), y: fc.nat(60), at: fc.nat(23) })
  .map(({ w, h, y, at }) => ({ x: at % (COLUMNS - w + 1), y, w, h }));
const anyTiles = fc
  .array(places, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((place, at): Tile => ({ id: `p${String(at)}`, place })));
const layouts = anyTiles.map((tiles) => settled(tiles));
const directions = fc.constantFrom<Direction>('left', 'right', 'up', 'down');

const overlaps = (tiles: readonly Tile[]) =>
  tiles.flatMap(({ id, place: one }, at) =>
    tiles
      .slice(at + 1)
      .filter(
        ({ place: other }) =>
          one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h,
      )
      .map((other) => `${id} ${other.id}`),
  );
const expectWhole = (tiles: readonly Tile[], count: number) => {
  expect(tiles).toHaveLength(count);
  expect(overlaps(tiles)).toEqual([]);
  for (const { place } of tiles) {
    expect(place.x >= 0 && place.y >= 0 && place.x + place.w <= COLUMNS).toBe(true);
  }
  expect(settled(tiles)).toEqual(tiles);
};
const wishes = fc.record({
  x: fc.integer({ min: -5, max: 30 }),
  y: fc.integer({ min: -5, max: 90 }),
  w: fc.integer({ min: -2, max: 40 }),
  h: fc.integer({ min: -2, max: 40 }),
});

describe('a layout', () => {
  it('is settled once: no overlap, no gap, and settling again changes nothing', () => {
    fc.assert(
      fc.property(anyTiles, (tiles) => {
        expectWhole(settled(tiles), tiles.length);
      }),
    );
  });

  it('stays whole whatever place and size one of its tiles is wanted at', () => {
    fc.assert(
      fc.property(layouts, fc.nat(11), wishes, (tiles, at, wish) => {
        expectWhole(arranged(tiles, tiles[at % tiles.length]?.id ?? '', wish), tiles.length);
      }),
    );
  });

  it('comes back to where it was when the tile is wanted where it began', () => {
    fc.assert(
      fc.property(layouts, fc.nat(11), (tiles, at) => {
        const tile = tiles[at % tiles.length] as Tile;
        expect(arranged(tiles, tile.id, tile.place)).toEqual(tiles);
      }),
    );
  });

  it('keeps the size of every tile when one moves', () => {
    fc.assert(
      fc.property(layouts, fc.nat(11), wishes, (tiles, at, { x, y }) => {
        const tile = tiles[at % tiles.length] as Tile;
        const sizes = (all: readonly Tile[]) => all.map(({ id, place: { w, h } }) => [id, w, h]);
        expect(sizes(arranged(tiles, tile.id, { ...tile.place, x, y }))).toEqual(sizes(tiles));
      }),
    );
  });

  it('changes visibly with each step by key, until there is no further', () => {
    fc.assert(
      fc.property(layouts, fc.nat(11), directions, (tiles, at, direction) => {
        const { id, place } = tiles[at % tiles.length] as Tile;
        const next = stepped(tiles, id, place, direction);
        if (next) expect(arranged(tiles, id, next)).not.toEqual(tiles);
      }),
    );
  });

  it('never refuses the way back of a step by key', () => {
    const back = { left: 'right', right: 'left', up: 'down', down: 'up' } as const;
    fc.assert(
      fc.property(layouts, fc.nat(11), directions, (tiles, at, direction) => {
        const { id, place } = tiles[at % tiles.length] as Tile;
        const there = stepped(tiles, id, place, direction);
        if (there) expect(stepped(tiles, id, there, back[direction])).toBeDefined();
      }),
    );
  });

  it('has a free place for a new tile, below all that share its columns', () => {
    fc.assert(
      fc.property(layouts, places, (tiles, { w, h }) => {
        const place = freePlace(tiles, { w, h });
        expectWhole([...tiles, { id: 'new', place }], tiles.length + 1);
      }),
    );
  });
});

describe('a tile', () => {
  const tile = (id: string, x: number, y: number, w: number, h: number): Tile => ({ id, place: { x, y, w, h } });
  const pair = [tile('a', 0, 0, 12, 4), tile('b', 0, 4, 12, 6)];

  it('changes places with the one below once it has passed its middle', () => {
    const at = (y: number) => arranged(pair, 'a', { x: 0, y, w: 12, h: 4 }).map(({ place }) => place.y);
    expect([at(2), at(3), at(4)]).toEqual([
      [0, 4],
      [0, 4],
      [6, 0],
    ]);
  });

  it('changes places with the one above once it has passed its middle', () => {
    const at = (y: number) => arranged(pair, 'b', { x: 0, y, w: 12, h: 6 }).map(({ place }) => place.y);
    expect([at(3), at(2), at(1)]).toEqual([
      [0, 4],
      [0, 4],
      [6, 0],
    ]);
  });

  it('passes over wishes that would change nothing when it steps down', () => {
    expect(stepped(pair, 'a', { x: 0, y: 0, w: 12, h: 4 }, 'down')?.y).toBe(4);
    expect(stepped(pair, 'b', { x: 0, y: 4, w: 12, h: 6 }, 'down')).toBeUndefined();
  });

  it('pushes down what it grows into', () => {
    const row = [tile('a', 0, 0, 12, 4), tile('b', 12, 0, 12, 4)];
    expect(arranged(row, 'a', { x: 0, y: 0, w: 13, h: 4 }).map(({ place }) => place.y)).toEqual([0, 4]);
  });

  it('grows and shrinks by keys within the columns, and stays large enough to be seen', () => {
    expect(resized({ x: 20, y: 0, w: 4, h: 4 }, 'right').w).toBe(4);
    expect(resized({ x: 0, y: 0, w: 2, h: 2 }, 'left')).toEqual({ x: 0, y: 0, w: 2, h: 2 });
    expect(resized({ x: 0, y: 0, w: 2, h: 2 }, 'down').h).toBe(3);
  });
});
