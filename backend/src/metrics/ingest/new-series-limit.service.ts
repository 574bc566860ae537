import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { invalid } from '../../platform/errors.js';

/**
 * Against series made by accident: a request's number or a time in a label makes a series of every point, and soon more of
 * them than anybody can look at.
 */
@Injectable()
export class NewSeriesLimit {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** Inside the transaction that has just made series: throws, so that it makes none, where there are too many in a day. */
  async require(workspaceId: string): Promise<void> {
    const [made] = await this.database.sql<{ count: number }>(
      `select count(*)::int as count from series where workspace_id = $1 and ${WITHIN_A_DAY}`,
      [workspaceId],
    );
    if ((made?.count ?? 0) <= this.config.mostNewSeries) return;
    const [widest] = await this.database.sql<{ label: string; values: number }>(WIDEST_SQL, [workspaceId]);
    const most = this.config.mostNewSeries.toLocaleString('en');
    const whose = widest
      ? `Of their labels “${widest.label}” has the most values, ${widest.values.toLocaleString('en')}: leave it out if each of them is seen only once`
      : 'Send fewer different metrics';
    throw invalid(
      'series.too-many',
      `No point was stored: a workspace may have ${most} new series within a day. ${whose}, or raise QD_MOST_SERIES.`,
    );
  }
}

const WITHIN_A_DAY = `created_at > now() - interval '1 day'`;
const WIDEST_SQL = `
  select key as label, count(distinct value)::int as values from series, jsonb_each_text(labels)
   where workspace_id = $1 and ${WITHIN_A_DAY} group by key order by 2 desc, 1 limit 1`;
