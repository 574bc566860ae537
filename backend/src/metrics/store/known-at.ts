import type { Statement } from './bucket-sql.js';

/** Who changed points: the actor, and the import that it happened through. */
export interface Sender {
  readonly kind: string;
  readonly id: string;
  readonly importId?: string | undefined;
}

const SECOND_MS = 1000;
const STORED_EPOCH_MS = Date.UTC(2000, 0, 1);

/** An instant as the points keep it: in whole seconds since 2000, which fit into four bytes until 2068. */
export const storedSeconds = (at: number): number => Math.floor((at - STORED_EPOCH_MS) / SECOND_MS);

/**
 * The same statement over the points as they were known at an instant. It takes series ids as $1 and the end of the range
 * as $3. A query of this name stands before the table in it.
 */
export function asKnownAt({ name, text, values }: Statement, at: number): Statement {
  const [seconds, instant] = [values.length + 1, values.length + 2];
  return {
    name: `${name}_known`,
    text: `with point as not materialized (${knownSql(`$${String(seconds)}::int`, `$${String(instant)}::timestamptz`)}) ${text}`,
    values: [...values, storedSeconds(at), new Date(at)],
  };
}

/** Of a point that was changed afterwards, what was replaced first after the instant; of all others what they are now. */
const knownSql = (seconds: string, instant: string) => `
  select series_id, ts, value from point
   where series_id = any($1::int[]) and ts < $3 and (stored is null or stored <= ${seconds})
     and not exists (select from point_restatement later
                      where later.series_id = point.series_id and later.ts = point.ts and later.replaced_at > ${instant})
  union all
  select series_id, ts, value from (
    select distinct on (series_id, ts) series_id, ts, value, since from point_restatement
     where series_id = any($1::int[]) and ts < $3 and replaced_at > ${instant} order by series_id, ts, replaced_at, id
  ) as earlier where since is null or since <= ${seconds}`;
