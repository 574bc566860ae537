import { Injectable } from '@nestjs/common';
import type {
  ExpiredPoints,
  MetricContents,
  SeriesPage,
  SeriesQuestion,
  StoredSeries,
} from '@quarterdeck/sdk/api/metric-contents';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { keptSince } from '../removals/retention.service.js';
import { SeriesReader } from '../series-reader.js';
import { SeriesStoreContents, type SeriesContents } from '../series-store-contents.js';
import { unknownMetric } from '../unknown-metric.js';

const PAGE = 50;

/** What is stored of a metric, for its page. */
@Injectable()
export class MetricContentsService {
  constructor(
    private readonly database: Database,
    private readonly reader: SeriesReader,
    private readonly contents: SeriesStoreContents,
    private readonly clock: Clock,
  ) {}

  async get(actor: Actor, name: string): Promise<MetricContents> {
    const [metric] = await this.reader.list(actor, name);
    if (!metric) throw unknownMetric(name);
    const { ids, createdAt } = await this.seriesOf(actor, name);
    const { firstAt, ...amounts } = await this.contents.ofAll(ids);
    return { ...metric, ...amounts, createdAt: createdAt.toISOString(), firstAt: firstAt?.toISOString() ?? null };
  }

  /** By labels, some at a time. */
  async series(actor: Actor, name: string, { search, cursor }: SeriesQuestion): Promise<SeriesPage> {
    await this.seriesOf(actor, name);
    const from = Number(cursor ?? 0);
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ id: number; labels: Record<string, string>; found: number }>(
        `select id, labels, count(*) over ()::int as found from series
          where metric = $1 and ($2 = '' or exists (
                select from jsonb_each_text(labels) l where strpos(lower(l.key || '=' || l.value), lower($2)) > 0))
          order by labels::text, id offset $3 limit $4`,
        [name, search, from, PAGE],
      ),
    );
    const contents = await this.contents.ofEach(rows.map(({ id }) => id));
    const byId = new Map(contents.map((one) => [one.id, one]));
    const found = rows[0]?.found ?? 0;
    return {
      series: rows.map(({ id, labels }) => toSeries(labels, byId.get(id) as SeriesContents)),
      found,
      next: found > from + rows.length ? String(from + rows.length) : null,
    };
  }

  /** Called before owners say how long a metric is kept: what would go. */
  async expired(actor: Actor, name: string, keepDays: number): Promise<ExpiredPoints> {
    const { ids } = await this.seriesOf(actor, name);
    const before = new Date(keptSince(this.clock.now(), keepDays));
    return { before: before.toISOString(), ...(await this.contents.before(ids, before)) };
  }

  private async seriesOf(actor: Actor, name: string): Promise<{ ids: number[]; createdAt: Date }> {
    const [found] = await this.database.within(actor, () =>
      this.database.sql<{ ids: number[]; createdAt: Date }>(
        `select m.created_at as "createdAt", array(select id from series s where s.metric = m.name order by id) as ids
           from metrics m where m.name = $1`,
        [name],
      ),
    );
    if (!found) throw unknownMetric(name);
    return found;
  }
}

const toSeries = (
  labels: Record<string, string>,
  { id, points, firstAt, lastAt, lastValue }: SeriesContents,
): StoredSeries => ({
  ...{ id, labels, points, lastValue },
  firstAt: firstAt?.toISOString() ?? null,
  lastAt: lastAt?.toISOString() ?? null,
});
