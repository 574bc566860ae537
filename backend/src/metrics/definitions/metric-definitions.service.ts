import { Injectable } from '@nestjs/common';
import type { Metric, MetricDefinition, MetricPatch, MetricRetention, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { unknownMetric } from '../unknown-metric.js';
import { MetricEntity } from '../metric.entity.js';
import { MetricDescribed } from '../metrics.events.js';
import { SeriesReader } from '../series-reader.js';
import { StoredNews } from '../stored-news.service.js';

type Definition = MetricDefinition & MetricRetention;

/** What is taken for true of a metric of which nobody has said anything. */
const UNTOLD: MetricDefinition = {
  unit: '',
  kind: 'gauge',
  additivity: 'additive',
  defaultAggregate: 'avg',
  description: '',
};

/** What metrics are: as their senders say at first, then as people say. */
@Injectable()
export class MetricDefinitions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly reader: SeriesReader,
    private readonly news: StoredNews,
  ) {}

  /** Called by editors who know better than the senders what a metric is; throws not-found where there is none. */
  async describe(actor: Actor, name: string, patch: MetricPatch): Promise<Metric> {
    await this.database.within(actor, () => this.change(actor, name, patch, { describedAt: this.clock.date() }));
    this.news.add(actor.workspaceId, [name]);
    return this.require(actor, name);
  }

  /** Called by owners: how long the numbers of a metric are kept. What senders say of it counts as before. */
  async keep(actor: Actor, name: string, retention: MetricRetention): Promise<Metric> {
    await this.database.within(actor, () => this.change(actor, name, retention, {}));
    return this.require(actor, name);
  }

  /** Called where senders say apart from points what metrics are: of those that there are it counts as if said with points. */
  async tell(actor: Actor, said: readonly SeriesKey[]): Promise<void> {
    const names = said.map(({ metric }) => metric);
    await this.database.within(actor, async () => {
      const there = await this.database.sql<{ name: string }>(
        'select name from metrics where workspace_id = $1 and name = any($2::text[]) and described_at is null',
        [actor.workspaceId, names],
      );
      const known = new Set(there.map(({ name }) => name));
      await this.make(
        actor.workspaceId,
        said.filter(({ metric }) => known.has(metric)),
      );
    });
  }

  /**
   * Makes the metrics of new series, and adds what senders say of one of which nothing else has been said. Inside a
   * transaction of the workspace. Sorted, so that two requests with the same new names never wait for each other in a circle.
   */
  async make(workspaceId: string, series: readonly SeriesKey[]): Promise<void> {
    const said = new Map<string, MetricDefinition>();
    for (const key of series) said.set(key.metric, { ...(said.get(key.metric) ?? UNTOLD), ...definitionIn(key) });
    const names = [...said.keys()].sort();
    const column = (field: keyof MetricDefinition) => names.map((name) => said.get(name)?.[field]);
    await this.database.sql(MAKE_SQL, [
      workspaceId,
      names,
      column('unit'),
      column('kind'),
      column('additivity'),
      column('defaultAggregate'),
      column('description'),
    ]);
  }

  private async require(actor: Actor, name: string): Promise<Metric> {
    const [metric] = await this.reader.list(actor, name);
    if (!metric) throw unknownMetric(name);
    return metric;
  }

  /** What stays as it was is not told of. */
  private async change(
    { workspaceId }: Actor,
    name: string,
    patch: MetricPatch | MetricRetention,
    noted: { readonly describedAt?: Date },
  ): Promise<void> {
    const metrics = this.database.repository(MetricEntity);
    const before = await metrics.findOne({ where: { workspaceId, name }, lock: { mode: 'pessimistic_write' } });
    if (!before) throw unknownMetric(name);
    const changes = differences(before, patch);
    await metrics.update({ workspaceId, name }, { ...changes, ...noted });
    if (Object.keys(changes).length === 0) return;
    await this.events.announce(MetricDescribed, { workspaceId, metric: name, changes });
  }
}

/** One text per definition that a sender can give, for caches: made for every series of every request. */
export const definitionText = ({
  unit = '',
  kind,
  additivity,
  defaultAggregate,
  description = '',
}: SeriesKey): string => `${unit}\0${kind ?? ''}\0${additivity ?? ''}\0${defaultAggregate ?? ''}\0${description}`;

function definitionIn(key: SeriesKey): Partial<MetricDefinition> {
  return Object.fromEntries(
    Object.keys(UNTOLD)
      .map((field) => [field, key[field as keyof MetricDefinition]])
      .filter(([, value]) => value !== undefined),
  ) as Partial<MetricDefinition>;
}

const differences = (before: Definition, patch: MetricPatch | MetricRetention): Partial<Definition> =>
  Object.fromEntries(Object.entries(patch).filter(([field, value]) => before[field as keyof Definition] !== value));

const unsaid = (column: string, untold: string) =>
  `${column} = case when metrics.${column} = '${untold}' then excluded.${column} else metrics.${column} end`;

const MAKE_SQL = `
  insert into metrics (workspace_id, name, unit, kind, additivity, default_aggregate, description)
  select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
  on conflict (workspace_id, name) do update set
    ${unsaid('unit', UNTOLD.unit)},
    ${unsaid('kind', UNTOLD.kind)},
    ${unsaid('additivity', UNTOLD.additivity)},
    ${unsaid('default_aggregate', UNTOLD.defaultAggregate)},
    ${unsaid('description', UNTOLD.description)}
  where metrics.described_at is null
    and (excluded.unit, excluded.kind, excluded.additivity, excluded.default_aggregate, excluded.description)
      is distinct from ('${UNTOLD.unit}', '${UNTOLD.kind}', '${UNTOLD.additivity}', '${UNTOLD.defaultAggregate}', '')`;
