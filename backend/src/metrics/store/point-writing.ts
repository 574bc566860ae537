import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { encodeArrays, encodeCopy, pickPoints, type PointColumns } from '../binary-copy.js';
import { storedSeconds, type Sender } from './known-at.js';
import { addToRollups, markDirty } from './rollup-writing.js';
import { codeOf, gaveWay, inTransaction, inTransactionByKey, Overtaken } from './transaction.js';

const UNIQUE_VIOLATION = '23505';

/** What points met that were stored: how many were there before, and how many of those had another value. */
export interface Met {
  readonly met: number;
  readonly replaced: number;
}

/** When points change, and through whom. */
export interface Change {
  readonly at: number;
  readonly by: Sender;
}

/** Stores points that are all new. False, with nothing stored, where one exists already or another sender was in the way. */
export async function copyNew(client: PoolClient, points: PointColumns, at: number): Promise<boolean> {
  try {
    await inTransaction(client, async () => {
      const copy = client.query(copyFrom('copy point (series_id, ts, value, stored) from stdin (format binary)'));
      await pipeline(Readable.from([encodeCopy(points, storedSeconds(at))]), copy);
      await addToRollups(client, points);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION || gaveWay(error)) return false;
    throw error;
  }
}

/**
 * Stores points of which some are there already; each key stands once in them. Looks first: what is there with the same
 * value is not touched, so that sending everything again costs no write at all.
 */
export function merge(client: PoolClient, points: PointColumns, change: Change): Promise<Met> {
  return inTransactionByKey(client, async () => {
    const { missing, changed } = await compare(client, points);
    if (changed.series.length > 0) await replace(client, changed, change);
    if (missing.series.length > 0) await insert(client, missing, change);
    return { met: points.series.length - missing.series.length, replaced: changed.series.length };
  });
}

/** Takes points away where they still have these values; says how many those were. */
export function takeAway(client: PoolClient, points: PointColumns, change: Change): Promise<number> {
  return inTransactionByKey(client, async () => {
    const noted = await note(client, points, change, 'removed');
    const taken = await placesOf(client, { name: 'points_remove', text: REMOVE_SQL }, points);
    if (taken.length !== noted) throw new Overtaken();
    if (taken.length > 0) await markDirty(client, pickPoints(points, taken));
    return taken.length;
  });
}

async function compare(client: PoolClient, points: PointColumns) {
  const { rows } = await client.query<[place: number, isMissing: boolean]>({
    name: 'points_compare',
    text: COMPARE_SQL,
    values: keysOf(points),
    rowMode: 'array',
  });
  const placesWhere = (wanted: boolean) => rows.filter(([, isMissing]) => isMissing === wanted).map(([place]) => place);
  return { missing: pickPoints(points, placesWhere(true)), changed: pickPoints(points, placesWhere(false)) };
}

async function insert(client: PoolClient, points: PointColumns, { at }: Change): Promise<void> {
  const values = [...encodeArrays(points), storedSeconds(at)];
  const { rowCount } = await client.query({ name: 'points_insert', text: INSERT_SQL, values });
  if (rowCount !== points.series.length) throw new Overtaken();
  await addToRollups(client, points);
}

async function replace(client: PoolClient, points: PointColumns, change: Change): Promise<void> {
  const noted = await note(client, points, change, 'changed');
  if (noted !== points.series.length) throw new Overtaken();
  const values = [...keysOf(points), storedSeconds(change.at)];
  await client.query({ name: 'points_replace', text: REPLACE_SQL, values });
  await markDirty(client, points);
}

/** Keeps what these points are, and holds them until the transaction ends; says how many there are. */
async function note(
  client: PoolClient,
  points: PointColumns,
  { at, by }: Change,
  how: 'changed' | 'removed',
): Promise<number> {
  const { rowCount } = await client.query({
    name: `points_note_${how}`,
    text: noteSql(how),
    values: [...keysOf(points), new Date(at), by.kind, by.id, by.importId ?? null],
  });
  return rowCount ?? 0;
}

async function placesOf(
  client: PoolClient,
  query: { readonly name: string; readonly text: string },
  points: PointColumns,
): Promise<number[]> {
  const { rows } = await client.query<[number]>({ ...query, values: keysOf(points), rowMode: 'array' });
  return rows.map(([place]) => place);
}

/** The columns, and the earliest and the latest time: partitions of other months are not even looked at. */
function keysOf(points: PointColumns): unknown[] {
  let [earliest, latest] = [Infinity, -Infinity];
  for (const time of points.times) {
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
  }
  return [...encodeArrays(points), new Date(earliest), new Date(latest)];
}

/** Places count from 0, as in the columns. */
const SENT = `(select series_id, ts, value, (nth - 1)::int4 as place
     from unnest($1::int4[], $2::timestamptz[], $3::float8[]) with ordinality as sent(series_id, ts, value, nth)) as sent`;

const SAME_KEY = 'point.series_id = sent.series_id and point.ts = sent.ts and point.ts >= $4 and point.ts <= $5';

const COMPARE_SQL = `
  select sent.place, point.value is null from ${SENT} left join point on ${SAME_KEY}
   where point.value is distinct from sent.value`;

const INSERT_SQL = `
  insert into point (series_id, ts, value, stored) select *, $4::int4 from unnest($1::int4[], $2::timestamptz[], $3::float8[])
  on conflict do nothing`;

const noteSql = (how: 'changed' | 'removed') => `
  with old as (
    select point.* from ${SENT} join point on ${SAME_KEY}
     where point.value ${how === 'changed' ? '<>' : '='} sent.value order by sent.place for update of point
  )
  insert into point_restatement (series_id, ts, value, since, replaced_at, removed, by_kind, by_id, import_id)
  select series_id, ts, value, stored, $6, ${String(how === 'removed')}, $7, $8, $9 from old`;

const REPLACE_SQL = `
  update point set value = sent.value, stored = $6 from ${SENT} where ${SAME_KEY} and point.value <> sent.value`;

const REMOVE_SQL = `
  delete from point using ${SENT}
   where ${SAME_KEY} and point.value = sent.value returning sent.place`;
