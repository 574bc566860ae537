import type { StorageTier } from '@quarterdeck/migrations';
import { Client } from 'pg';
import { Clock } from '../../platform/clock.js';
import { DatabaseUrl } from '../../platform/database/database-url.js';
import { createTestDatabase, type TestDatabase } from '../../platform/testing/test-database.js';
import type { PointColumns } from '../binary-copy.js';
import { pickPoints } from '../ingest/key-order.js';
import { SeriesStore } from '../series-store.js';
import { upgradeToTimescale } from '../series-store-upgrade.js';
import { tierOf } from './columns.js';
import { hypertable, movePoints, type Target } from './storage-move.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];
const by = { kind: 'system', id: '' };

/** What stands in for a hypertable where the server has none: the rest of the way is the same. */
const PLAIN: Target = { prepare: () => Promise.resolve(), close: () => Promise.resolve() };

/** Every six hours of the months one point each, of values that are no whole numbers. */
const sixHourly = (series: number, shift = 0): PointColumns => {
  const times = Float64Array.from({ length: 120 * 4 }, (_, nth) => START + nth * 6 * HOUR + shift);
  return { series: new Int32Array(times.length).fill(series), times, values: times.map((_, nth) => nth / 7 + series) };
};

describe('moving points to TimescaleDB', () => {
  let test: TestDatabase;
  let store: SeriesStore;
  let bare: Client;
  let lines: string[];
  let tier: StorageTier;
  let hasTimescale: boolean;
  beforeEach(async () => {
    lines = [];
    test = await createTestDatabase();
    bare = await connected();
    tier = await tierOf(bare);
    hasTimescale = tier !== 'plain';
    if (hasTimescale) await bare.query(IN_MONTHS_SQL);
    store = new SeriesStore(new DatabaseUrl(test.url), new Clock());
  });
  afterEach(async () => {
    await bare.end();
    await store.onApplicationShutdown();
    await test.drop();
  });

  const connected = async (name = '') => {
    const client = new Client({ connectionString: test.url, options: '-c timezone=UTC', application_name: name });
    // Some are killed on purpose.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const say = (line: string) => void lines.push(line);
  const move = async (target: Target = PLAIN) => {
    if (hasTimescale && target === PLAIN) return upgradeToTimescale(test.url, say);
    const client = await connected('quarterdeck storage upgrade');
    try {
      await movePoints(client, say, target);
    } finally {
      await client.end();
    }
  };
  const write = (points: PointColumns) => store.write([{ points, by }]);
  const count = async (from: string) =>
    (await bare.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n;
  const movedMonths = () => lines.flatMap((line) => /^(\d{4}-\d\d): /.exec(line)?.[1] ?? []);
  const all = async () => {
    const text = 'select series_id, ts, value, stored from point order by 1, 2';
    return (await bare.query<unknown[]>({ text, rowMode: 'array' })).rows;
  };
  const isMoved = async () => {
    const { rows } = await bare.query<{ moved: boolean }>(
      `select relkind = 'r' and to_regclass('point_before') is null and to_regclass('point_move') is null as moved
         from pg_class where oid = 'point'::regclass`,
    );
    return rows[0]?.moved;
  };

  it('copies month by month, compares, and takes the place of the old table', async () => {
    await write(sixHourly(1));
    await write(sixHourly(2));
    const before = await all();
    await move();
    expect(movedMonths()).toEqual(MONTHS);
    expect(lines[0]).toBe('2026-01: 248 points moved, counts and sums agree (1 of 4 months)');
    expect(await isMoved()).toBe(true);
    expect(await all()).toEqual(before);
    if (hasTimescale)
      expect(await count(`timescaledb_information.hypertables where hypertable_name = 'point'`)).toBe(1);
    if ((await tierOf(bare)) === 'tsl') {
      expect(await count('timescaledb_information.chunks where is_compressed')).toBeGreaterThan(10);
    }
    await write(sixHourly(1, 200 * DAY));
    expect(await count('point')).toBe(before.length + 480);
  });

  it('loses nothing that servers write, change and take away meanwhile', async () => {
    await write(sixHourly(1));
    await write(sixHourly(2));
    const moving = { still: true };
    const left = new Map<number, number>();
    const writing = [3, 4].map(async (series) => {
      for (let turn = 0; moving.still || turn < 10; turn++) {
        // Mostly what is new, now and then a day of each month.
        const all = sixHourly(series, (turn + 1) * 1000);
        const places = [...all.times.keys()].filter((nth) => (turn % 8 === 0 ? nth % 120 === 0 : nth > 470));
        const points = pickPoints(all, places);
        await write(points);
        await write({ ...points, values: points.values.map((value, nth) => value + (nth % 3)) });
        const taken = await store.remove({ points, by });
        left.set(series, (left.get(series) ?? 0) + points.times.length - taken);
      }
    });
    const repairing = (async () => {
      while (moving.still) await store.repairRollups();
    })();
    await move().finally(() => (moving.still = false));
    await Promise.all([...writing, repairing]);
    while (await store.repairRollups());
    expect(await isMoved()).toBe(true);
    for (const [series, points] of left) expect(await count(`point where series_id = ${String(series)}`)).toBe(points);
    expect(await count('point where series_id in (1, 2)')).toBe(960);
    expect((await bare.query(WRONG_HOURS_SQL)).rows).toEqual([]);
  });

  it('goes on where it was when it was killed in the middle of a month', async () => {
    await write(sixHourly(1));
    const before = await all();
    const guard = await connected();
    // It stands still where March is copied and is to be written down, and there it dies.
    const hold = async (_: unknown, end: Date) => {
      if (end.getTime() === Date.UTC(2026, 2, 1)) await guard.query('begin; lock table point_move in share mode');
    };
    const target = hasTimescale ? hypertable(tier) : PLAIN;
    let death: Error | undefined;
    const moving = move({ ...target, close: hold }).catch((error: unknown) => (death = error as Error));
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database() and application_name = 'quarterdeck storage upgrade'`;
    while (death === undefined) {
      if (movedMonths().length === 2) await bare.query(kill);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await moving;
    await guard.end();
    expect(movedMonths()).toEqual(MONTHS.slice(0, 2));
    expect(await all()).toEqual(before);
    await write({ ...sixHourly(1), values: sixHourly(1).values.map((value) => value + 1) });
    const changed = await all();
    await move();
    expect(lines).toContain('Going on where it was left.');
    expect(movedMonths()).toEqual(MONTHS);
    expect(await all()).toEqual(changed);
    expect(await isMoved()).toBe(true);
  });

  it('only removes the old months where it was killed after the new table took over', async () => {
    await write(sixHourly(1));
    await move();
    await bare.query(`create table point_before (like point); create table point_move (month text);
      create table point_move_again (day timestamptz);
      create function point_written() returns trigger language plpgsql as 'begin return null; end'`);
    await upgradeToTimescale(test.url, say);
    expect(await isMoved()).toBe(true);
    expect(await count('point')).toBe(480);
  });

  it('stops where a copy differs from the points, which stay in use', async () => {
    await write(sixHourly(1));
    const falsify = `create function falsify() returns trigger language plpgsql as $$
        begin if new.ts = '2026-02-03T06:00Z' then new.value = new.value + 1e-9; end if; return new; end $$;
      create trigger falsify before insert on point_next for each row execute function falsify()`;
    const target: Target = { ...PLAIN, prepare: (client) => client.query(falsify).then(() => undefined) };
    await expect(move(target)).rejects.toThrow('The copy of 2026-02 differs: 112 points');
    expect(movedMonths()).toEqual(['2026-01']);
    expect(await isMoved()).toBe(false);
    await write(sixHourly(2));
    await bare.query('drop trigger falsify on point_next');
    await move({ ...PLAIN });
    expect(movedMonths()).toEqual(MONTHS);
    expect(await count('point')).toBe(960);
  });

  it('is refused where the server has no TimescaleDB, and where another one moves them already', async () => {
    const other = await connected();
    await other.query('select pg_advisory_lock(7340140)');
    await expect(upgradeToTimescale(test.url, say)).rejects.toThrow('being moved already');
    await other.end();
    await write(sixHourly(1));
    if (!hasTimescale) {
      await expect(upgradeToTimescale(test.url, say)).rejects.toThrow('has no TimescaleDB, and nothing was changed');
      expect(await isMoved()).toBe(false);
      return;
    }
    await upgradeToTimescale(test.url, say);
    await upgradeToTimescale(test.url, say);
    expect(lines.at(-1)).toBe('The points lie in TimescaleDB already: nothing is to be moved.');
  });
});

/** As a server finds them that was started without TimescaleDB. */
const IN_MONTHS_SQL = `
  drop table point;
  create table point (
    series_id int not null, stored int, ts timestamptz not null, value float8 not null,
    primary key (series_id, ts) include (value)
  ) partition by range (ts)`;

const WRONG_HOURS_SQL = `
  with made as (select series_id, date_bin('1 hour', ts, '2000-01-03') as ts, count(*)::int as n, max(value) as max from point group by 1, 2)
  (select * from made except select series_id, ts, n, max from rollup_1h)
  union all (select series_id, ts, n, max from rollup_1h except select * from made)`;
