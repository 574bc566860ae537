import type { PoolClient } from 'pg';
import { ADVISORY_LOCKS } from '../platform/database/advisory-locks.js';
import { inTransaction } from './store/transaction.js';

/** Month partitions of plain PostgreSQL, made before the first point of a month arrives. TimescaleDB makes its own. */
export class Partitions {
  private readonly known = new Set<string>();

  async prepare(client: PoolClient, times: Float64Array): Promise<void> {
    for (const month of monthsOf(times)) {
      if (this.known.has(month)) continue;
      await this.make(client, month);
      this.known.add(month);
    }
  }

  /** Made aside and then attached: attaching does not hold up those who read or write other months. */
  private async make(client: PoolClient, month: string): Promise<void> {
    const name = `point_${month.replace('-', '_')}`;
    await inTransaction(client, async () => {
      await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.partition]);
      const { rows } = await client.query<{ missing: boolean }>(IS_MISSING_SQL, [name]);
      if (!rows[0]?.missing) return;
      await client.query(`create table ${name} (like point including all)`);
      await client.query(
        `alter table point attach partition ${name} for values from ('${month}-01Z') to ('${nextMonth(month)}-01Z')`,
      );
    });
  }
}

/** Asked for every month anew: points may be moved to TimescaleDB while the server runs. */
const IS_MISSING_SQL = `
  select relkind = 'p' and to_regclass($1) is null as missing from pg_class where oid = 'point'::regclass`;

/** `2026-11` for every month in UTC that a time falls into. */
export function monthsOf(times: Float64Array): Set<string> {
  const months = new Set<string>();
  let begin = Infinity;
  let end = -Infinity;
  for (const time of times) {
    if (time >= begin && time < end) continue;
    const month = new Date(time).toISOString().slice(0, 7);
    months.add(month);
    begin = Date.parse(`${month}-01T00:00:00Z`);
    end = Date.parse(`${nextMonth(month)}-01T00:00:00Z`);
  }
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
