import type { PoolClient } from 'pg';
import { encodeArrays, encodeCopy, type PointColumns } from '../binary-copy.js';
import { pickPoints } from '../ingest/key-order.js';
import { copyTogether, type BinaryCopy } from './copy-together.js';
import { storedSeconds, type Sender } from './known-at.js';
import { refuseRemoved, toldIfRemoved } from './removed-series.js';
import { additionOf, markDirty, noteOf } from './rollup-writing.js';
import { askByKey, codeOf, gaveWay, inTransactionByKey, Overtaken, untilDone } from './transaction.js';

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

/** Stores points that are all new, in the order of their keys. False, with nothing stored, where one exists already or another sender was in the way. */
export async function copyNew(client: PoolClient, points: PointColumns, at: number): Promise<boolean> {
  try {
    const body = encodeCopy(points, storedSeconds(at));
    await storeTogether(client, points, [{ into: 'point (series_id, ts, value, stored)', body }]);
    return true;
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION || gaveWay(error)) return false;
    throw error;
  }
}

/** With what these points come to, and told to caches. Throws where one of their series was removed meanwhile. */
async function storeTogether(client: PoolClient, points: PointColumns, copies: readonly BinaryCopy[]): Promise<void> {
  const ids = Int32Array.from(new Set(points.series));
  const all = [...copies, additionOf(points), noteOf(points, ids)];
  await copyTogether(client, all, refuseRemoved(ids)).catch(toldIfRemoved);
}

/**
 * Stores points of which some are there already; each key stands once in them. Looks first: what is there with the same
 * value is not touched, so that sending everything again costs no write at all.
 */
export function merge(client: PoolClient, points: PointColumns, change: Change): Promise<Met> {
  return untilDone(async () => {
    const { missing, changed } = await compare(client, points);
    if (changed.series.length + missing.series.length > 0) {
      await inTransactionByKey(client, async () => {
        if (changed.series.length > 0) await replace(client, changed, change);
        if (missing.series.length > 0) await insert(client, missing, change);
      });
    }
    return { met: points.series.length - missing.series.length, replaced: changed.series.length };
  });
}

/** Takes points away where they still have these values; says how many those were. */
export function takeAway(client: PoolClient, points: PointColumns, change: Change): Promise<number> {
  const take = async () => {
    const values = [...keysOf(points), ...changeOf(change), ...endsOf(points.series)];
    const { rows } = await client.query<Taken>({ name: 'points_remove', text: REMOVE_SQL, values });
    const [{ met, places } = { met: 0, places: [] }] = rows;
    if (places.length !== met) throw new Overtaken();
    if (places.length > 0) await markDirty(client, pickPoints(points, places));
    return places.length;
  };
  return untilDone(() => inTransactionByKey(client, take));
}

/** Before the transaction begins: what is changed in between is found by what is done then, and it is looked at again. */
async function compare(client: PoolClient, points: PointColumns) {
  const rows = await askByKey<[place: number, isMissing: boolean]>(client, COMPARE_SQL, keysOf(points));
  const placesWhere = (wanted: boolean) => rows.filter(([, isMissing]) => isMissing === wanted).map(([place]) => place);
  return { missing: pickPoints(points, placesWhere(true)), changed: pickPoints(points, placesWhere(false)) };
}

async function insert(client: PoolClient, points: PointColumns, { at }: Change): Promise<void> {
  const values = [...encodeArrays(points), storedSeconds(at)];
  const { rowCount } = await client.query({ name: 'points_insert', text: INSERT_SQL, values });
  if (rowCount !== points.series.length) throw new Overtaken();
  await storeTogether(client, points, []);
}

async function replace(client: PoolClient, points: PointColumns, change: Change): Promise<void> {
  const values = [...keysOf(points), ...changeOf(change), ...endsOf(points.series), storedSeconds(change.at)];
  const { rowCount } = await client.query({ name: 'points_replace', text: REPLACE_SQL, values });
  if (rowCount !== points.series.length) throw new Overtaken();
  await markDirty(client, points);
}

/** How many points were there with these values, and the places of those that were taken away. */
interface Taken {
  readonly met: number;
  readonly places: number[];
}

const changeOf = ({ at, by }: Change) => [new Date(at), by.kind, by.id, by.importId ?? null];

/** The columns, and the earliest and the latest time: partitions of other months are not even looked at. */
function keysOf(points: PointColumns): unknown[] {
  return [...encodeArrays(points), ...endsOf(points.times).map((time) => new Date(time))];
}

function endsOf(numbers: Iterable<number>): [lowest: number, highest: number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const one of numbers) {
    lowest = Math.min(lowest, one);
    highest = Math.max(highest, one);
  }
  return [lowest, highest];
}

/** Places count from 0, as in the columns. */
const SENT = `(select series_id, ts, value, (nth - 1)::int4 as place
     from unnest($1::int4[], $2::timestamptz[], $3::float8[]) with ordinality as sent(series_id, ts, value, nth)) as sent`;

const THEN = 'point.ts >= $4 and point.ts <= $5';
const SAME_KEY = `point.series_id = sent.series_id and point.ts = sent.ts and ${THEN}`;

const COMPARE_SQL = `
  select sent.place, point.value is null from ${SENT} left join point on ${SAME_KEY}
   where point.value is distinct from sent.value`;

const INSERT_SQL = `
  insert into point (series_id, ts, value, stored) select *, $4::int4 from unnest($1::int4[], $2::timestamptz[], $3::float8[])
  on conflict do nothing`;

/**
 * What points are is read without locking them, which TimescaleDB cannot do in columns. Where somebody changes one at the same
 * moment, it is no longer what was read, and so is left alone: then fewer were changed than were found.
 */
const oldSql = (comparison: '=' | '<>') => `
  old as (
    select sent.place, sent.value as sent, point.* from ${SENT} join point on ${SAME_KEY}
     where point.value ${comparison} sent.value
  )`;
/** The bounds spare TimescaleDB opening the columns of all series. */
const STILL_OLD = `point.series_id = old.series_id and point.ts = old.ts and ${THEN}
     and point.series_id >= $10::int and point.series_id <= $11::int
     and point.value = old.value and point.stored is not distinct from old.stored`;
const noteSql = (how: 'changed' | 'removed', of: string) => `
  insert into point_restatement (series_id, ts, value, since, replaced_at, removed, by_kind, by_id, import_id)
  select series_id, ts, value, stored, $6, ${String(how === 'removed')}, $7, $8, $9 from ${of} order by place`;

const REPLACE_SQL = `
  with ${oldSql('<>')},
  replaced as (
    update point set value = old.sent, stored = $12 from old where ${STILL_OLD}
    returning old.place, old.series_id, old.ts, old.value, old.stored
  )
  ${noteSql('changed', 'replaced')}`;

const REMOVE_SQL = `
  with ${oldSql('=')},
  taken as (delete from point using old where ${STILL_OLD} returning old.*),
  noted as (${noteSql('removed', 'taken')})
  select (select count(*)::int from old) as met, array(select place from taken) as places`;
