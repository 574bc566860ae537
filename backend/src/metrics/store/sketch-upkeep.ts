import type { PoolClient } from 'pg';
import { HOUR_MS } from './rollup-rows.js';
import { binOf } from './sketch-bins.js';

/** Hours at once: a transaction of well under a second. */
const MOST_HOURS = 500;
/** An hour is sketched when it is over, and this much later: what is a little late costs nothing twice. */
const GRACE_MS = 5 * 60_000;

/**
 * Sketches some hours that were noted, and their days; says whether it found any. In the transaction of the one process that
 * changes rollups, and from one snapshot. A note goes when its hour is sketched, and comes back when a rollup of it changes.
 */
export async function sketchSome(client: PoolClient, now: number): Promise<boolean> {
  const over = new Date(now - HOUR_MS - GRACE_MS);
  const { rows } = await client.query<{ series: number[] | null; hours: Date[] | null }>(TAKE_SQL, [over, MOST_HOURS]);
  const [{ series, hours } = { series: null, hours: null }] = rows;
  if (!series || !hours) return false;
  for (const text of SKETCH) await client.query(text, [series, hours]);
  return true;
}

const TAKE_SQL = `
  select array_agg(series_id) as series, array_agg(ts) as hours from (
    select series_id, ts from rollup_unsketched where ts <= $1 order by ts limit $2 for update skip locked
  ) as taken`;

const NOTED = 'unnest($1::int4[], $2::timestamptz[]) as noted(series_id, ts)';
const NOTED_DAYS = `(select distinct series_id, date_bin('1 day', ts, '2000-01-03') as ts from ${NOTED}) as noted`;

const removeSql = (table: string, noted: string) =>
  `delete from ${table} as known using ${noted} where known.series_id = noted.series_id and known.ts = noted.ts`;

const sketchSql = (table: string, bins: string) => `
  insert into ${table} (series_id, ts, min, max, bins, counts)
  select series_id, ts, min(low), max(high), array_agg(bin order by bin), array_agg(count order by bin)
    from (${bins}) as counted group by 1, 2`;

const HOURS_SQL = sketchSql(
  'rollup_1h_sketch',
  `select noted.series_id, noted.ts, ${binOf('value')} as bin, count(*)::int4 as count, min(value) as low, max(value) as high
     from ${NOTED} join point on point.series_id = noted.series_id
      and point.ts >= noted.ts and point.ts < noted.ts + interval '1 hour' group by 1, 2, 3`,
);

const DAYS_SQL = sketchSql(
  'rollup_1d_sketch',
  `select noted.series_id, noted.ts, bin, sum(count)::int4 as count, min(hours.min) as low, max(hours.max) as high
     from ${NOTED_DAYS} join rollup_1h_sketch hours on hours.series_id = noted.series_id
      and hours.ts >= noted.ts and hours.ts < noted.ts + interval '1 day',
          unnest(bins, counts) as part(bin, count) group by 1, 2, 3`,
);

const SKETCH = [
  removeSql('rollup_1h_sketch', NOTED),
  HOURS_SQL,
  removeSql('rollup_1d_sketch', NOTED_DAYS),
  DAYS_SQL,
  removeSql('rollup_unsketched', NOTED),
];
