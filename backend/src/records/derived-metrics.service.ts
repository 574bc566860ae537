import { Injectable } from '@nestjs/common';
import type {
  DerivedMetric,
  DerivedDefinition,
  DerivedMetricQuestion,
  NewDerivedMetric,
} from '@quarterdeck/sdk/api/derived-metrics';
import { randomUUID } from 'node:crypto';
import { DerivedPoints } from '../metrics/metrics.service.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { Events } from '../platform/events.js';
import { conflict, invalid, notFound } from '../platform/errors.js';
import { definitionOf } from './derived-definition.js';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import { DerivedMetricDefined, type DefinedHow } from './records.events.js';
import { RecordsNews } from './records-news.service.js';
import { StreamEntity } from './stream.entity.js';
import { Streams } from './streams.service.js';

/** Each record that comes marks a bucket of each of them. */
const MOST_OF_A_STREAM = 50;

type Waiting = ReadonlyMap<string, number>;

/** Metrics by declaration: what is said of them here, `DerivedBuckets` makes true. */
@Injectable()
export class DerivedMetrics {
  constructor(
    private readonly database: Database,
    private readonly streams: Streams,
    private readonly points: DerivedPoints,
    private readonly events: Events,
    private readonly news: RecordsNews,
  ) {}

  async list(actor: Actor, { stream }: DerivedMetricQuestion): Promise<DerivedMetric[]> {
    const streamId = stream === undefined ? undefined : (await this.streams.require(actor, stream)).id;
    return this.found(actor, streamId === undefined ? {} : { streamId });
  }

  async get(actor: Actor, id: string): Promise<DerivedMetric> {
    const [derived] = await this.found(actor, { id });
    if (!derived) throw notFound('derived metric', id);
    return derived;
  }

  /** Its points are made in the background. Throws a conflict where the name is taken. */
  async create(actor: Actor, { stream: name, metric, ...definition }: NewDerivedMetric): Promise<DerivedMetric> {
    const stream = await this.streams.require(actor, name);
    if (await this.points.isTaken(actor, metric)) throw await this.taken(actor, metric);
    const id = randomUUID();
    await this.changing(actor, stream.id, async () => {
      await this.requireRoom(stream.id);
      const made = await this.database.sql(
        `insert into derived_metrics (id, workspace_id, stream_id, metric, aggregate, field, labels, conditions, every,
                                      timezone, unit, rebuild)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $1)
         on conflict (workspace_id, metric) do nothing returning id`,
        [id, actor.workspaceId, stream.id, metric, ...columnsOf(definition)],
      );
      if (made.length === 0) throw await this.taken(actor, metric);
      await this.tell(actor, name, metric, 'created');
    });
    return this.get(actor, id);
  }

  /** All of its points are made again. */
  async change(actor: Actor, id: string, definition: DerivedDefinition): Promise<DerivedMetric> {
    const { stream, metric, streamId } = await this.require(actor, id);
    await this.changing(actor, streamId, async () => {
      const changes = { ...fieldsOf(definition), rebuild: randomUUID(), problem: null };
      const { affected } = await this.database.repository(DerivedMetricEntity).update({ id, removed: false }, changes);
      if (affected === 0) throw notFound('derived metric', id);
      await this.points.redefine(actor, metric, definitionOf(definition));
      await this.tell(actor, stream, metric, 'changed');
    });
    return this.get(actor, id);
  }

  /** Its points are taken away in the background; what they were stays to be seen as restatements. */
  async remove(actor: Actor, id: string): Promise<void> {
    const { stream, metric, streamId } = await this.require(actor, id);
    await this.changing(actor, streamId, async () => {
      const changes = { removed: true, rebuild: randomUUID(), problem: null };
      const { affected } = await this.database.repository(DerivedMetricEntity).update({ id, removed: false }, changes);
      if (affected === 0) throw notFound('derived metric', id);
      await this.tell(actor, stream, metric, 'removed');
    });
  }

  /**
   * Waits for whoever puts records at this moment, and lets nobody put any until it is done: else they would mark the buckets of
   * what the metric was before.
   */
  private changing(actor: Actor, streamId: number, work: () => Promise<void>): Promise<void> {
    return this.database.within(actor, async () => {
      await this.database.sql('select 1 from streams where id = $1 for no key update', [streamId]);
      await work();
    });
  }

  private async tell({ workspaceId }: Actor, stream: string, metric: string, how: DefinedHow): Promise<void> {
    await this.events.announce(DerivedMetricDefined, { workspaceId, stream, metric, how });
    this.database.afterCommit(() => this.news.add(workspaceId, stream));
  }

  private async require(actor: Actor, id: string) {
    const found = await this.database.within(actor, async () => {
      const derived = await this.database.repository(DerivedMetricEntity).findOneBy({ id, removed: false });
      return derived && { derived, stream: await this.nameOf(derived.streamId) };
    });
    if (!found) throw notFound('derived metric', id);
    const { metric, streamId } = found.derived;
    return { metric, streamId, stream: found.stream };
  }

  private async nameOf(id: number): Promise<string> {
    return (await this.database.repository(StreamEntity).findOneByOrFail({ id })).name;
  }

  private async found(actor: Actor, where: { id?: string; streamId?: number }): Promise<DerivedMetric[]> {
    const { rows, names } = await this.database.within(actor, async () => {
      const derived = this.database.repository(DerivedMetricEntity);
      const rows = await derived.find({ where: { ...where, removed: false }, order: { metric: 'ASC' } });
      const streams = await this.database.repository(StreamEntity).find();
      return { rows, names: new Map(streams.map(({ id, name }) => [id, name])) };
    });
    const waiting = await this.waiting(rows.map(({ id }) => id));
    return rows.map((row) => shown(row, names.get(row.streamId) ?? '', waiting));
  }

  /** How many buckets of each are marked. */
  private async waiting(ids: readonly string[]): Promise<Waiting> {
    const rows = await this.database.asSystem(() =>
      this.database.sql<{ id: string; count: number }>(
        `select derived_id as id, count(*)::int as count from derived_dirty where derived_id = any($1::uuid[]) group by 1`,
        [ids],
      ),
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  private async requireRoom(streamId: number): Promise<void> {
    const count = await this.database.repository(DerivedMetricEntity).countBy({ streamId });
    if (count < MOST_OF_A_STREAM) return;
    throw invalid(
      'derived-metric.too-many',
      `At most ${String(MOST_OF_A_STREAM)} metrics are derived from one stream. Labels make many series of one metric.`,
    );
  }

  private async taken(actor: Actor, metric: string): Promise<Error> {
    const leaving = await this.database.within(actor, () =>
      this.database.repository(DerivedMetricEntity).findOneBy({ metric, removed: true }),
    );
    const sentence = leaving
      ? `The points that “${metric}” had so far are being taken away. Try again in a minute, or choose another name.`
      : `There is a metric named “${metric}” already. Choose another name.`;
    return conflict('derived-metric.name-taken', sentence, { fields: [{ path: 'metric', message: sentence }] });
  }
}

const fieldsOf = (definition: DerivedDefinition): DerivedDefinition => {
  const { aggregate, field, labels, conditions, every, timezone, unit } = definition;
  return { aggregate, field, labels: [...new Set(labels)], conditions, every, timezone, unit };
};

function columnsOf(definition: DerivedDefinition): unknown[] {
  const { labels, conditions, aggregate, field, every, timezone, unit } = fieldsOf(definition);
  return [aggregate, field, JSON.stringify(labels), JSON.stringify(conditions), every, timezone, unit];
}

function shown(row: DerivedMetricEntity, stream: string, waiting: Waiting): DerivedMetric {
  const { id, metric, problem, rebuild } = row;
  return { id, metric, stream, ...fieldsOf(row), waiting: rebuild ? null : (waiting.get(id) ?? 0), problem };
}
