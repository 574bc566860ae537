import { Injectable, Optional, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import { DatabaseUrl } from '../platform/database/database-url.js';
import { DIRECTLY, ReadReplica, type Reads } from '../platform/database/read-replica.js';
import { Clock } from '../platform/clock.js';
import { upstream } from '../platform/errors.js';
import { joinPoints, type PointColumns } from './binary-copy.js';
import type { Step } from './reading/buckets.js';
import { inKeyOrder, withoutDuplicates } from './ingest/key-order.js';
import { Partitions } from './series-store-partitions.js';
import {
  bucketStatement,
  MILLISECONDS,
  sourceOf,
  WHERE,
  type Aggregate,
  type BucketQuestion,
  type PointRange,
  type Statement,
} from './store/bucket-sql.js';
import { BEGIN_SQL, FORGET_SQL, LOOK_SQL, notedIn, type Noted } from './store/change-notes.js';
import { tendClosedPart } from './store/closed-parts.js';
import { asKnownAt, type Sender } from './store/known-at.js';
import { copyNew, merge, takeAway, type Met } from './store/point-writing.js';
import { earlierWritesEnded, removeBefore, removeSome, type RemovalStep } from './store/point-removal.js';
import { markPending, repairSome } from './store/rollup-repair.js';
import { SeriesRemoved } from './store/removed-series.js';
import { RESTATEMENTS_SQL, type RestatementRow, type RestatementsWanted } from './store/restatement-sql.js';
import { codeOf } from './store/transaction.js';

export { SeriesRemoved };
export type { Aggregate, PointRange, RestatementRow, Sender };

/** Points of one sender. */
export interface Delivery {
  readonly points: PointColumns;
  readonly by: Sender;
}

/** What points met that were stored; for people, who may be told a moment too late. */
export interface Added extends Met {
  /** Those that were stored: without repetitions. */
  readonly points: PointColumns;
  /** True where the table itself refused nothing: every point is new, whoever else was storing at the same time. */
  readonly allNew: boolean;
}

/** One row: series id, epoch milliseconds, value; for buckets also how many points are in it. */
export type PointRow = [seriesId: number, time: number, value: number, count: number, ...behind: Behind];
/** Of a bucket only: the sum, the lowest and the highest of its points. */
type Behind = [sum: number, min: number, max: number] | [];

const STATEMENT_TIMEOUT = '57014';
/** One question must not keep the connections from all others, nor from new points. */
const LONGEST_STATEMENT_MS = 30_000;
/**
 * A generic plan would ignore how long the asked range is: three times slower on long ones. In UTC hours begin where they
 * begin; a database may live in a zone where they do not.
 */
const SETTINGS = {
  plan_cache_mode: 'force_custom_plan',
  jit: 'off',
  timezone: 'UTC',
  statement_timeout: LONGEST_STATEMENT_MS,
  // Points that come late or change may lie in TimescaleDB's columns; by default it refuses to open more than a few. Elsewhere
  // the setting means nothing.
  'timescaledb.max_tuples_decompressed_per_dml_transaction': 0,
};

/**
 * The points and what is rolled up from them: only this module and `store/` name their tables. It reads and writes with the
 * owner's rights and knows no workspace; whoever calls it hands in series ids that were resolved under row level security.
 */
@Injectable()
export class SeriesStore implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly reads: Reads;
  private readonly partitions = new Partitions();
  /** No series is made pending while the server runs. */
  private nothingPending = false;

  constructor(
    url: DatabaseUrl,
    private readonly clock: Clock,
    @Optional() replica?: ReadReplica,
  ) {
    this.reads = replica ?? DIRECTLY;
    const settings = {
      max: 6,
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
      application_name: 'quarterdeck points',
    };
    this.pool = new Pool({ ...settings, connectionString: url.value });
    this.pool.on('error', () => undefined);
    this.reads.open(settings);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  /**
   * Stores points, replacing values that were there; resolves after the commit. New points go by binary COPY, which is as
   * fast as the table allows, and are added to their rollups; only where one of them exists already they are compared,
   * sender by sender.
   */
  async write(deliveries: readonly Delivery[]): Promise<void> {
    const points = joinPoints(deliveries.map((delivery) => delivery.points));
    if (points.series.length === 0) return;
    if (await this.copy(points)) return;
    for (const delivery of bySender(deliveries)) await this.merge(delivery);
  }

  /** As {@link write} for one sender, and says what the points met. Of several with the same key the last one counts. */
  async add({ points, by }: Delivery): Promise<Added> {
    if (await this.copy(points)) return { points, met: 0, replaced: 0, allNew: true };
    const distinct = withoutDuplicates(points);
    const repeated = distinct.series.length < points.series.length;
    if (repeated && (await this.copy(distinct))) return { points: distinct, met: 0, replaced: 0, allNew: true };
    return this.merge({ points: distinct, by });
  }

  /**
   * Removes some of what these series have, called in the background until all of them are gone. They are noted as removed
   * before: what was being written then is waited for.
   */
  async removeSome(ids: readonly number[]): Promise<RemovalStep> {
    await earlierWritesEnded(this.pool);
    return this.changing((client) => removeSome(client, ids));
  }

  /** Removes what these series have from before an instant, which is midnight in UTC: no hour and no day is left half. */
  async removeBefore(ids: readonly number[], before: number): Promise<void> {
    await this.changing((client) => removeBefore(client, ids, new Date(before)));
  }

  /** Removes these points where they still have these values; says how many those were. */
  async remove({ points, by }: Delivery): Promise<number> {
    return this.changing((client) => takeAway(client, points, { at: this.clock.now(), by }));
  }

  /** Called again and again by a job: makes some marked rollups right, and says whether it found any. */
  async repairRollups(): Promise<boolean> {
    return this.withClient(
      async (client) => (await repairSome(client, this.clock.now())) || (await markPending(client)),
    );
  }

  /** Called again and again by a job: tends a month or chunk that is over, and says which. */
  async tendClosedPart(): Promise<string | undefined> {
    return this.withClient((client) => tendClosedPart(client, this.clock.now()));
  }

  /** At most `limit` points as they were sent, by series and time. */
  async readRaw({ seriesIds, from, to, asKnownAt }: PointRange, limit: number): Promise<PointRow[]> {
    const values = [seriesIds, new Date(from), new Date(to), limit];
    return this.read({ name: 'points_raw', text: RAW_SQL, values }, asKnownAt);
  }

  /** One row per series and bucket that holds points. `timezone` decides where days, weeks and months begin. */
  async readBuckets(range: PointRange, step: Step, aggregate: Aggregate, timezone: string): Promise<PointRow[]> {
    const question: BucketQuestion = { ...range, step, aggregate, timezone };
    // What was known earlier stands in no rollup.
    const rolled = range.asKnownAt === undefined && (await this.areRolled(range.seriesIds));
    return this.read(bucketStatement(question, sourceOf(question, rolled)), range.asKnownAt);
  }

  /** The newest point of each series that has one. */
  async readLatest(seriesIds: readonly number[]): Promise<PointRow[]> {
    return this.read({ name: 'points_latest', text: LATEST_SQL, values: [seriesIds] });
  }

  /** The newest first. Series ids that row level security has let through, as everywhere here. */
  readRestatements(wanted: RestatementsWanted): Promise<RestatementRow[]> {
    const { seriesIds, from, to, before, limit, pointsFrom, pointsTo } = wanted;
    return this.rows<RestatementRow>(RESTATEMENTS_SQL, [seriesIds, from, to, before, limit, pointsFrom, pointsTo]);
  }

  /** For this module alone: {@link SeriesStoreContents} asks with it. */
  async rows<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(text, [...values]).catch(toldIfTooSlow);
    return rows;
  }

  /**
   * What changed that was not seen at `since` nor is among `known`; where to begin without one. Never asked of a replica, and
   * reads that follow know of all that it has told. Many wait for it, so nobody's leaving cancels it.
   */
  async lookForChanges(since: string | undefined, known: readonly string[]): Promise<Noted> {
    const asked =
      since === undefined
        ? { name: 'changes_begin', text: BEGIN_SQL }
        : { name: 'changes_look', text: LOOK_SQL, values: [since, known] };
    const noted = notedIn((await this.pool.query<never>({ ...asked, rowMode: 'array' })).rows);
    this.reads.outdated();
    return noted;
  }

  /** Called by a job: changes of transactions before this one have been seen by everybody who still relies on them. */
  async forgetChanges(before: string): Promise<void> {
    await this.pool.query(FORGET_SQL, [before]);
  }

  /** For this module alone: {@link SeriesStoreReads} asks with it. */
  async read(statement: Statement, knownAt?: number): Promise<PointRow[]> {
    const { name, text, values } = knownAt === undefined ? statement : asKnownAt(statement, knownAt);
    const query = { name, text, values: [...values], rowMode: 'array' as const };
    const { rows } = await this.reads.ask<PointRow>(this.pool, query).catch(toldIfTooSlow);
    return rows;
  }

  /** Whether the rollups of these series are all there: they are not where points are older than the rollups. */
  async areRolled(seriesIds: readonly number[]): Promise<boolean> {
    if (this.nothingPending) return true;
    const { rows } = await this.pool.query<{ all: boolean; these: boolean }>(PENDING_SQL, [seriesIds]);
    const [pending] = rows;
    this.nothingPending = pending?.all === false;
    if (this.nothingPending) this.reads.outdated(); // it must have the rollups that this speaks of
    return pending?.these === false;
  }

  private copy(points: PointColumns): Promise<boolean> {
    return this.changing(async (client) => {
      await this.partitions.prepare(client, points.times);
      return copyNew(client, inKeyOrder(points), this.clock.now());
    });
  }

  private async merge({ points, by }: Delivery): Promise<Added> {
    const distinct = withoutDuplicates(points);
    const met = await this.changing((client) => merge(client, distinct, { at: this.clock.now(), by }));
    return { points: distinct, ...met, allNew: false };
  }

  /** Reads that follow see what `work` has changed, wherever they are asked. */
  private async changing<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      return await this.withClient(work);
    } finally {
      this.reads.outdated();
    }
  }

  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // Nobody else listens while it is lent out, and an error that nobody hears ends the process; the query tells it too.
    client.on('error', heard);
    try {
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
}

const RAW_SQL = `
  select series_id, ${MILLISECONDS('ts')}, value, 1 from point ${WHERE} order by series_id, ts limit $4`;

const LATEST_SQL = `
  select id, ${MILLISECONDS('ts')}, value, 1 from unnest($1::int[]) as ids(id)
   cross join lateral (select ts, value from point where series_id = id order by ts desc limit 1) as newest`;

const PENDING_SQL = `
  select exists (select from rollup_pending) as all,
         exists (select from rollup_pending where series_id = any($1::int[])) as these`;

const heard = () => undefined;

/** One delivery for each sender, in the order in which they came. */
function bySender(deliveries: readonly Delivery[]): Delivery[] {
  const senders = Map.groupBy(deliveries, ({ by }) => `${by.kind} ${by.id} ${by.importId ?? ''}`);
  return [...senders.values()].map((of) => ({
    points: joinPoints(of.map(({ points }) => points)),
    by: (of[0] as Delivery).by,
  }));
}

function toldIfTooSlow(cause: unknown): never {
  if (codeOf(cause) !== STATEMENT_TIMEOUT) throw cause;
  const sentence = 'Reading these points takes too long: ask for a shorter range or fewer series.';
  throw upstream('metric.too-slow', sentence, { cause });
}
