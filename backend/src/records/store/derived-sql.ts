import type { DerivedAggregate, DerivedEvery } from '@quarterdeck/sdk/api/derived-metrics';
import type { RecordCondition } from '@quarterdeck/sdk/api/record-conditions';
import { Bound } from './bound.js';
import { conditionsSql, fieldSql, type FieldSql } from './field-sql.js';

export interface Derivation {
  readonly streamId: number;
  readonly aggregate: DerivedAggregate;
  readonly field: string | null;
  readonly labels: readonly string[];
  readonly conditions: readonly RecordCondition[];
  readonly every: DerivedEvery;
  readonly timezone: string;
}

/** No bucket of the kind is longer, whatever the clocks do in it. */
const AT_MOST: Record<DerivedEvery, string> = {
  minute: '1 minute',
  hour: '2 hours',
  day: '26 hours',
  week: '8 days',
  month: '32 days',
};

/** A bucket with one set of labels, in the order of the derivation; null where a record has no such field. */
export interface MadeRow {
  readonly time: number;
  readonly labels: (string | null)[];
  readonly value: number;
}

/** What the records come to in buckets that begin at these times; where none begins, nothing. */
export function madeStatement(derivation: Derivation, times: readonly Date[]): { text: string; values: unknown[] } {
  const { streamId, labels, conditions, every, timezone } = derivation;
  const bound = new Bound();
  const shown = labels.map((label) => fieldSql(bound, label).label);
  const text = `
    select (extract(epoch from bucket) * 1000)::float8 as time, labels, value from (
      select bucket.ts as bucket, array[${shown.join(', ')}]::text[] as labels, ${valueSql(bound, derivation)} as value
        from unnest(${bound.add(times)}::timestamptz[]) as bucket(ts)
        join record on stream_id = ${bound.add(streamId)} and record.ts >= bucket.ts
         and record.ts < bucket.ts + interval '${AT_MOST[every]}'
         and date_trunc(${bound.add(every)}, record.ts, ${bound.add(timezone)}) = bucket.ts
       where ${conditionsSql(bound, conditions)} group by 1, 2
    ) as made where value is not null`;
  return { text, values: bound.values };
}

/** Sums have all digits until the end, so that they do not depend on the order of their parts. */
const VALUES: Record<DerivedAggregate, (field: FieldSql) => string> = {
  count: ({ text }) => `nullif(count(${text}), 0)::float8`,
  sum: ({ number }) => `sum(${number})::float8`,
  average: ({ number }) => `sum(${number})::float8 / nullif(count(${number}), 0)`,
  distinct: ({ text }) => `nullif(count(distinct ${text}), 0)::float8`,
  last: ({ number }) =>
    `(array_agg(${number}::float8 order by record.ts desc, record.key desc) filter (where ${number} is not null))[1]`,
};

const valueSql = (bound: Bound, { aggregate, field }: Derivation) =>
  field === null ? 'count(*)::float8' : VALUES[aggregate](fieldSql(bound, field));

/** All buckets of one derived metric that hold records. */
export const MARK_ALL_SQL = `
  insert into derived_dirty (derived_id, ts)
  select distinct $1::uuid, date_trunc($3, ts, $4) from record where stream_id = $2 order by 2
  on conflict (derived_id, ts) do update set claim = null, claimed_until = null`;

/** These buckets of one derived metric, if it is still there. */
export const MARK_TIMES_SQL = `
  insert into derived_dirty (derived_id, ts)
  select id, sent.ts from derived_metrics cross join unnest($2::timestamptz[]) as sent(ts) where id = $1 order by 2
  on conflict (derived_id, ts) do update set claim = null, claimed_until = null`;

/** Some buckets of one derived metric that nobody is at, or whose worker has died. */
export const CLAIM_SQL = `
  with due as (
    select derived_id, ts from derived_dirty
     where coalesce(claimed_until, '-infinity') < now()
       and derived_id = (select derived_id from derived_dirty where coalesce(claimed_until, '-infinity') < now() limit 1)
     order by derived_id, ts limit $2 for update skip locked
  )
  update derived_dirty set claim = $1, claimed_until = now() + interval '1 minute' from due
   where derived_dirty.derived_id = due.derived_id and derived_dirty.ts = due.ts
  returning due.derived_id as "derivedId", due.ts`;

/**
 * Those that nobody has marked anew meanwhile are right now. Who is marking one at this moment is not waited for: it takes the
 * mark from us.
 */
export const FINISH_SQL = `
  delete from derived_dirty where (derived_id, ts) in (
    select derived_id, ts from derived_dirty where claim = $1 for update skip locked
  ) returning ts`;

/** What cannot be made right now is tried again later; as soon as a record of it changes, at once. */
export const POSTPONE_SQL = `
  update derived_dirty set claim = $2, claimed_until = now() + interval '5 minutes' where derived_id = $1`;
