import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { findStorageTier, type StorageTier } from '@quarterdeck/migrations';
import { Pool, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { askedQuery } from '../platform/database/asked-query.js';
import { DatabaseUrl } from '../platform/database/database-url.js';
import { upstream } from '../platform/errors.js';
import { encodeArrays, encodeCopy, withoutDuplicates, type PointColumns } from './binary-copy.js';
import type { Step } from './buckets.js';
import { Partitions } from './series-store-partitions.js';

export type Aggregate = 'avg' | 'min' | 'max' | 'sum' | 'count' | 'last';

export interface PointRange {
  /** Ids that row level security has already let through. */
  readonly seriesIds: readonly number[];
  readonly from: number;
  readonly to: number;
}
/** What points met that were stored. */
export interface Added {
  /** Those that were stored: without repetitions. */
  readonly points: PointColumns;
  /** How many were there before, and how many of those had another value; for people, who may be told a moment too late. */
  readonly met: number;
  readonly replaced: number;
  /** True where the table itself refused nothing: every point is new, whoever else was storing at the same time. */
  readonly allNew: boolean;
}

/** One row: series id, epoch milliseconds, value; for buckets also how many points are in it. */
export type PointRow = [seriesId: number, time: number, value: number, count: number, ...behind: Behind];
/** Of a bucket only: the sum, the lowest and the highest of its points. */
type Behind = [sum: number, min: number, max: number] | [];

const HOUR_MS = 3_600_000;
const UNIQUE_VIOLATION = '23505';
/** Two senders wrote the same points in another order, and this one had to give way. */
const DEADLOCK = '40P01';
const MOST_TRIES = 5;
const STATEMENT_TIMEOUT = '57014';
/** One question must not keep the connections from all others, nor from new points. */
const LONGEST_STATEMENT_MS = 30_000;
const AGGREGATES: Record<Aggregate, string> = {
  avg: 'avg(value)',
  min: 'min(value)',
  max: 'max(value)',
  sum: 'sum(value)',
  count: 'count(*)::float8',
  last: '(array_agg(value order by ts desc))[1]',
};
/**
 * A generic plan would ignore how long the asked range is: three times slower on long ones. In UTC hours begin where they
 * begin; a database may live in a zone where they do not.
 */
const SETTINGS = {
  plan_cache_mode: 'force_custom_plan',
  jit: 'off',
  timezone: 'UTC',
  statement_timeout: LONGEST_STATEMENT_MS,
};

/**
 * The points: the only module that names their table. It reads and writes with the owner's rights and knows no workspace;
 * whoever calls it hands in series ids that were resolved under row level security.
 */
@Injectable()
export class SeriesStore implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly partitions = new Partitions();
  private tier: StorageTier | undefined;

  constructor(url: DatabaseUrl) {
    this.pool = new Pool({
      connectionString: url.value,
      max: 6,
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
      application_name: 'quarterdeck points',
    });
    this.pool.on('error', () => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  /**
   * Stores points, replacing values that were there; resolves after the commit. New points go by binary COPY, which is as
   * fast as the table allows; only where one of them exists already the whole batch is written again as an upsert.
   */
  async write(points: PointColumns): Promise<void> {
    if (points.series.length === 0) return;
    await this.withClient(points, (client) => copyOrUpsert(client, points));
  }

  /** As {@link write}, and says what the points met. Of several with the same key the last one counts. */
  async add(points: PointColumns): Promise<Added> {
    return this.withClient(points, async (client) => {
      if (await tryCopy(client, points)) return { points, met: 0, replaced: 0, allNew: true };
      const distinct = withoutDuplicates(points);
      const repeated = distinct.series.length < points.series.length;
      if (repeated && (await tryCopy(client, distinct))) return { points: distinct, met: 0, replaced: 0, allNew: true };
      const values = encodeArrays(distinct);
      const { rows } = await client.query<Pick<Added, 'met' | 'replaced'>>({
        name: 'points_met',
        text: MET_SQL,
        values,
      });
      await upsert(client, values);
      return { points: distinct, met: rows[0]?.met ?? 0, replaced: rows[0]?.replaced ?? 0, allNew: false };
    });
  }

  /** Removes all points of these series, however long that takes: called in the background, a few series at a time. */
  async removeSeries(ids: readonly number[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local statement_timeout = 0');
      await client.query('delete from point where series_id = any($1::int4[])', [ids]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Removes these points where they still have these values; says how many those were. */
  async remove(points: PointColumns): Promise<number> {
    const { rowCount } = await this.pool.query({
      name: 'points_remove',
      text: REMOVE_SQL,
      values: encodeArrays(points),
    });
    return rowCount ?? 0;
  }

  /** At most `limit` points as they were sent, by series and time. */
  async readRaw({ seriesIds, from, to }: PointRange, limit: number): Promise<PointRow[]> {
    return this.read('points_raw', RAW_SQL, [seriesIds, new Date(from), new Date(to), limit]);
  }

  /** One row per series and bucket that holds points. `timezone` decides where days, weeks and months begin. */
  async readBuckets(range: PointRange, step: Step, aggregate: Aggregate, timezone: string): Promise<PointRow[]> {
    const bounds = [range.seriesIds, new Date(range.from), new Date(range.to)];
    if (step.calendar) {
      return this.read(`points_${step.calendar}_${aggregate}`, calendarSql(aggregate, step.calendar), [
        ...bounds,
        timezone,
      ]);
    }
    if (step.ms > HOUR_MS) {
      const span = `${String(step.ms)} milliseconds`;
      return this.read(`points_local_${aggregate}`, localSql(aggregate), [...bounds, span, timezone]);
    }
    return this.read(`points_bin_${aggregate}`, bucketSql(aggregate), [...bounds, `${String(step.ms)} milliseconds`]);
  }

  /** The newest point of each series that has one. */
  async readLatest(seriesIds: readonly number[]): Promise<PointRow[]> {
    return this.read('points_latest', LATEST_SQL, [seriesIds]);
  }

  private async read(name: string, text: string, values: unknown[]): Promise<PointRow[]> {
    const query = { name, text, values, rowMode: 'array' } as const;
    const { rows } = await askedQuery<PointRow>(this.pool, query).catch(toldIfTooSlow);
    return rows;
  }

  private async withClient<T>({ times }: PointColumns, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // Nobody else listens while it is lent out, and an error that nobody hears ends the process; the query tells it too.
    client.on('error', heard);
    try {
      await this.preparePartitions(client, times);
      const result = await work(client);
      client.off('error', heard);
      client.release();
      return result;
    } catch (error) {
      // Keeps its listener: it is thrown away, and may still break while it closes.
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  private async preparePartitions(client: PoolClient, times: Float64Array): Promise<void> {
    this.tier ??= await findStorageTier({
      query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    });
    if (this.tier === 'plain') await this.partitions.prepare(client, times);
  }
}

const WHERE = 'where series_id = any($1::int[]) and ts >= $2 and ts < $3';
const MILLISECONDS = (column: string) => `extract(epoch from ${column})::float8 * 1000`;

const RAW_SQL = `
  select series_id, ${MILLISECONDS('ts')}, value, 1 from point ${WHERE} order by series_id, ts limit $4`;

/** Of the points in a bucket, whatever its value says of them. */
const BEHIND = 'count(*)::float8 as n, sum(value) as total, min(value) as low, max(value) as high';

/** The group key stays bare: converting it inside the grouping costs eight times as much. */
const bucketSql = (aggregate: Aggregate) => `
  select series_id, ${MILLISECONDS('bucket')}, value, n, total, low, high from (
    select series_id, date_bin($4::interval, ts, '2000-01-03') as bucket, ${AGGREGATES[aggregate]} as value, ${BEHIND}
      from point ${WHERE} group by 1, 2
  ) as buckets order by series_id, bucket`;

/** Steps of several hours begin at midnight of the zone, also after its clocks have been changed. */
const localSql = (aggregate: Aggregate) => `
  select series_id, ${MILLISECONDS('bucket at time zone $5')}, value, n, total, low, high from (
    select series_id, date_bin($4::interval, ts at time zone $5, '2000-01-03') as bucket, ${AGGREGATES[aggregate]} as value, ${BEHIND}
      from point ${WHERE} group by 1, 2
  ) as buckets order by series_id, bucket`;

const calendarSql = (aggregate: Aggregate, unit: string) => `
  select series_id, ${MILLISECONDS('bucket')}, value, n, total, low, high from (
    select series_id, date_trunc('${unit}', ts, $4) as bucket, ${AGGREGATES[aggregate]} as value, ${BEHIND}
      from point ${WHERE} group by 1, 2
  ) as buckets order by series_id, bucket`;

const LATEST_SQL = `
  select id, ${MILLISECONDS('ts')}, value, 1 from unnest($1::int[]) as ids(id)
   cross join lateral (select ts, value from point where series_id = id order by ts desc limit 1) as newest`;

const UPSERT_SQL = `
  insert into point (series_id, ts, value) select * from unnest($1::int4[], $2::timestamptz[], $3::float8[])
  on conflict (series_id, ts) do update set value = excluded.value where point.value is distinct from excluded.value`;

const heard = () => undefined;
const codeOf = (error: unknown) => (error as { code?: string }).code;

function toldIfTooSlow(cause: unknown): never {
  if (codeOf(cause) !== STATEMENT_TIMEOUT) throw cause;
  const sentence = 'Reading these points takes too long: ask for a shorter range or fewer series.';
  throw upstream('metric.too-slow', sentence, { cause });
}
const MET_SQL = `
  select count(*)::int as met, (count(*) filter (where point.value is distinct from sent.value))::int as replaced
    from unnest($1::int4[], $2::timestamptz[], $3::float8[]) as sent(series_id, ts, value)
    join point using (series_id, ts)`;

const REMOVE_SQL = `
  delete from point using unnest($1::int4[], $2::timestamptz[], $3::float8[]) as sent(series_id, ts, value)
   where point.series_id = sent.series_id and point.ts = sent.ts and point.value = sent.value`;

async function copyOrUpsert(client: PoolClient, points: PointColumns): Promise<void> {
  if (await tryCopy(client, points)) return;
  await upsert(client, encodeArrays(withoutDuplicates(points)));
}

/** Another sender may be in the way again, with the same points in another order: who gave way tries again. */
async function upsert(client: PoolClient, values: unknown[]): Promise<void> {
  for (let left = MOST_TRIES; ; left--) {
    try {
      await client.query({ name: 'points_upsert', text: UPSERT_SQL, values });
      return;
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || left <= 1) throw error;
    }
  }
}

/** False, with nothing stored, where one of the points exists already or another sender was in the way. */
async function tryCopy(client: PoolClient, points: PointColumns): Promise<boolean> {
  try {
    const copy = client.query(copyFrom('copy point (series_id, ts, value) from stdin (format binary)'));
    await pipeline(Readable.from([encodeCopy(points)]), copy);
    return true;
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION || codeOf(error) === DEADLOCK) return false;
    throw error;
  }
}
