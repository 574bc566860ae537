import { Inject, Injectable } from '@nestjs/common';
import type { TimeRange } from '@quarterdeck/sdk';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { RECORDS_SOURCE } from '@quarterdeck/sdk/api/record-queries';
import type { SlowQuery, SlowQueryPage, SlowQueryQuestion } from '@quarterdeck/sdk/api/slow-queries';
import type { Logger } from 'pino';
import { ConnectionsService } from '../../connections/connections.service.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { LOGGER } from '../../platform/logger-token.js';
import { SlowQueryEntity } from './slow-query.entity.js';

/** Those that are no connection. */
const OWN_SOURCES: ReadonlySet<string> = new Set([METRICS_SOURCE, RECORDS_SOURCE]);
const PAGE = 50;
/** Of each workspace, the newest. */
const MOST_KEPT = 1000;

/** A question that has been answered, or not. */
export interface Asked {
  readonly query: Query;
  /** As {@link Query.source}, with the connection that is chosen where a variable stands for one. */
  readonly source: string;
  readonly range: Pick<TimeRange, 'from' | 'to'>;
  readonly about: { readonly dashboard: string; readonly panel: string } | undefined;
  readonly durationMs: number;
  readonly outcome: SlowQuery['outcome'];
}

/** What became of questions: the log tells of those that failed by our fault, owners are shown those that took long. */
@Injectable()
export class QueryJournal {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly config: Config,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called after every question; nobody waits for it, and it fails for nobody. */
  note(actor: Actor, asked: Asked): void {
    if (asked.durationMs < this.config.slowQueryMs) return;
    this.write(actor, asked).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a slow query could not be noted');
    });
  }

  /** Called where our own side is at fault, which the person is only told in passing. */
  failed(error: unknown): void {
    this.logger.error({ err: error }, 'a query failed');
  }

  /** Called by the page of the settings: the newest first, and where the next page begins. */
  async list(actor: Actor, { cursor }: SlowQueryQuestion): Promise<SlowQueryPage> {
    const rows = await this.database.within(actor, () => {
      const query = this.database.repository(SlowQueryEntity).createQueryBuilder('slow');
      if (cursor !== undefined) query.where('slow.id < :cursor', { cursor });
      return query
        .orderBy('slow.id', 'DESC')
        .limit(PAGE + 1)
        .getMany();
    });
    const names = new Map((await this.connections.list(actor)).map(({ id, name }) => [id, name]));
    const queries = rows.slice(0, PAGE).map((row) => toSlowQuery(row, names));
    return { queries, next: rows.length > PAGE ? (queries.at(-1)?.id ?? null) : null };
  }

  private async write(actor: Actor, asked: Asked): Promise<void> {
    const { query, source, range, about, durationMs, outcome } = asked;
    await this.database.within(actor, async () => {
      await this.database.repository(SlowQueryEntity).insert({
        ...{ workspaceId: actor.workspaceId, askedBy: actor.kind, durationMs, outcome, source },
        ...{ kind: query.kind, input: query.input as object },
        at: new Date(this.clock.now() - durationMs),
        ...{ rangeFrom: new Date(range.from), rangeTo: new Date(range.to) },
        ...{ dashboard: about?.dashboard ?? null, panel: about?.panel ?? null },
      });
      await this.database.sql(
        `delete from slow_queries where id <=
           (select id from slow_queries order by id desc offset ${String(MOST_KEPT)} limit 1)`,
      );
    });
  }
}

function toSlowQuery(row: SlowQueryEntity, names: ReadonlyMap<string, string>): SlowQuery {
  const { id, durationMs, source, kind, input, dashboard, panel } = row;
  return {
    ...{ id, durationMs, kind, input, dashboard, panel },
    at: row.at.toISOString(),
    outcome: row.outcome as SlowQuery['outcome'],
    connection: OWN_SOURCES.has(source) ? null : { id: source, name: names.get(source) ?? null },
    range: { from: row.rangeFrom.toISOString(), to: row.rangeTo.toISOString() },
    askedBy: row.askedBy as SlowQuery['askedBy'],
  };
}
