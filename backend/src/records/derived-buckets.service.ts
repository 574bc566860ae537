import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DerivedPoints } from '../metrics/metrics.service.js';
import { systemActor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { definitionOf, labelsOf } from './derived-definition.js';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import {
  CLAIM_SQL,
  FINISH_SQL,
  madeStatement,
  MARK_ALL_SQL,
  MARK_TIMES_SQL,
  POSTPONE_SQL,
  type MadeRow,
} from './store/derived-sql.js';

const AT_ONCE = 100;
const OUR_FAULT = 'Something went wrong on our side. It is tried again in a few minutes.';
const TIMES_AT_ONCE = 20_000;

/** Buckets of one derived metric that this process is making right. */
export interface Claim {
  readonly token: string;
  readonly derivedId: string;
  readonly times: readonly Date[];
}

/**
 * Makes buckets of derived metrics right that were marked, each from its records alone. Who dies on the way leaves the
 * marks, and doing it again comes to the same.
 */
@Injectable()
export class DerivedBuckets {
  constructor(
    private readonly database: Database,
    private readonly points: DerivedPoints,
  ) {}

  /** Called again and again: does some of what there is to do, and says whether there was anything. */
  async step(): Promise<boolean> {
    if (await this.rebuildOne()) return true;
    const claim = await this.claim();
    if (!claim) return false;
    await this.settleOrPostpone(claim);
    return true;
  }

  /** A minute long nobody else makes these buckets right. */
  async claim(): Promise<Claim | undefined> {
    const token = randomUUID();
    const rows = await this.database.asSystem(() =>
      this.database.sql<{ derivedId: string; ts: Date }>(CLAIM_SQL, [token, AT_ONCE]),
    );
    const [first] = rows;
    return first && { token, derivedId: first.derivedId, times: rows.map(({ ts }) => ts) };
  }

  /** Reads the records of these buckets and lets the metric hold what they come to. The marks stay. */
  async settle({ derivedId, times }: Claim): Promise<void> {
    const derived = await this.find(derivedId);
    if (!derived) return;
    const made = derived.removed ? [] : await this.make(derived, times);
    const { metric, labels, workspaceId } = derived;
    await this.points.settle(systemActor(workspaceId), {
      metric,
      definition: definitionOf(derived),
      times: times.map((time) => time.getTime()),
      points: made.map(({ time, value, labels: held }) => ({ time, value, labels: labelsOf(labels, held) })),
    });
  }

  /** Takes the marks away that nobody renewed. Where somebody did, what we wrote may be old: those are marked again. */
  async finish({ token, derivedId, times }: Claim): Promise<void> {
    await this.database.asSystem(async () => {
      const done = await this.database.sql<{ ts: Date }>(FINISH_SQL, [token]);
      const right = new Set(done.map(({ ts }) => ts.getTime()));
      const left = times.filter((time) => !right.has(time.getTime()));
      if (left.length > 0) await this.database.sql(MARK_TIMES_SQL, [derivedId, left]);
      await this.database.sql('update derived_metrics set problem = null where id = $1 and problem is not null', [
        derivedId,
      ]);
    });
    await this.forget(derivedId);
  }

  private async settleOrPostpone(claim: Claim): Promise<void> {
    try {
      await this.settle(claim);
    } catch (error) {
      await this.postpone(claim, error instanceof AppError ? error.message : OUR_FAULT);
      if (error instanceof AppError) return;
      throw error;
    }
    await this.finish(claim);
  }

  private postpone({ derivedId, token }: Claim, problem: string): Promise<void> {
    return this.database.asSystem(async () => {
      await this.database.sql(POSTPONE_SQL, [derivedId, token]);
      await this.database.sql('update derived_metrics set problem = $2 where id = $1', [derivedId, problem]);
    });
  }

  /** Marks every bucket of a metric that is new or has become another one, and every point that it has had so far. */
  private async rebuildOne(): Promise<boolean> {
    const derived = await this.database.asSystem(() =>
      this.database
        .repository(DerivedMetricEntity)
        .createQueryBuilder('derived')
        .where('derived.rebuild is not null')
        .orderBy('derived.createdAt')
        .getOne(),
    );
    if (!derived) return false;
    const { id, streamId, every, timezone, removed, rebuild } = derived;
    await this.markPoints(derived);
    await this.database.asSystem(async () => {
      if (!removed) await this.database.sql(MARK_ALL_SQL, [id, streamId, every, timezone]);
      await this.database.repository(DerivedMetricEntity).update({ id, rebuild: rebuild ?? '' }, { rebuild: null });
    });
    await this.forget(id);
    return true;
  }

  private async markPoints({ id, workspaceId, metric }: DerivedMetricEntity): Promise<void> {
    let after = -1;
    for (;;) {
      const times = await this.points.times(systemActor(workspaceId), metric, after, TIMES_AT_ONCE);
      const last = times.at(-1);
      if (last === undefined) return;
      const marked = times.map((time) => new Date(time));
      await this.database.asSystem(() => this.database.sql(MARK_TIMES_SQL, [id, marked]));
      after = last;
    }
  }

  /** A deleted metric goes when its last point has gone. */
  private async forget(derivedId: string): Promise<void> {
    await this.database.asSystem(() =>
      this.database.sql(
        `delete from derived_metrics where id = $1 and removed and rebuild is null
            and not exists (select from derived_dirty where derived_id = $1)`,
        [derivedId],
      ),
    );
  }

  private async find(id: string): Promise<DerivedMetricEntity | null> {
    return this.database.asSystem(() => this.database.repository(DerivedMetricEntity).findOneBy({ id }));
  }

  private async make(derived: DerivedMetricEntity, times: readonly Date[]): Promise<MadeRow[]> {
    const { text, values } = madeStatement(derived, times);
    return this.database.asSystem(() => this.database.sql<MadeRow>(text, values));
  }
}
