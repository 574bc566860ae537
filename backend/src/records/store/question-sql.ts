import type { RecordCondition } from '@quarterdeck/sdk/api/record-conditions';
import type { RecordAggregate, RecordEvery } from '@quarterdeck/sdk/api/record-queries';
import { Bound } from './bound.js';
import { conditionsSql, fieldSql, type FieldSql } from './field-sql.js';

/** A statement for the reader of records; its rows are arrays. */
export interface RecordStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** Which records: of a stream that row level security has let through, in a range, that meet all conditions. */
export interface Asked {
  readonly streamId: number;
  readonly from: number;
  readonly to: number;
  readonly timezone: string;
  readonly conditions: readonly RecordCondition[];
}

const MS = (time: string) => `(extract(epoch from ${time}) * 1000)::float8`;

function whereSql(bound: Bound, { streamId, from, to, conditions }: Asked): string {
  const span = `ts >= ${bound.add(new Date(from))} and ts < ${bound.add(new Date(to))}`;
  return `stream_id = ${bound.add(streamId)} and ${span} and ${conditionsSql(bound, conditions)}`;
}

/** `[key, time, body]`, the newest first. */
export function rowsStatement(asked: Asked, limit: number): RecordStatement {
  const bound = new Bound();
  const where = whereSql(bound, asked);
  const text = `select key, ${MS('ts')}, body from record where ${where} order by ts desc, key desc limit ${bound.add(limit)}`;
  return { text, values: bound.values };
}

const NUMBERS: Record<RecordAggregate, (field: FieldSql) => string> = {
  count: ({ text }) => `count(${text})::float8`,
  sum: ({ number }) => `sum(${number})::float8`,
  average: ({ number }) => `sum(${number})::float8 / nullif(count(${number}), 0)`,
  min: ({ number }) => `min(${number})::float8`,
  max: ({ number }) => `max(${number})::float8`,
  distinct: ({ text }) => `count(distinct ${text})::float8`,
};

export interface Grouping {
  readonly aggregate: RecordAggregate;
  readonly field: string | undefined;
  readonly groupBy: readonly string[];
  readonly limit: number;
}

function groupParts(bound: Bound, { aggregate, field, groupBy }: Grouping) {
  const groups = groupBy.map((name) => fieldSql(bound, name).label);
  const value = field === undefined ? 'count(*)::float8' : NUMBERS[aggregate](fieldSql(bound, field));
  return { groups: `array[${groups.join(', ')}]::text[]`, value };
}

/** `[groups, number]`, the largest first. */
export function groupsStatement(asked: Asked, grouping: Grouping): RecordStatement {
  const bound = new Bound();
  const { groups, value } = groupParts(bound, grouping);
  const text = `
    select ${groups} as groups, ${value} as value from record where ${whereSql(bound, asked)}
     group by 1 order by 2 desc nulls last, 1 limit ${bound.add(grouping.limit)}`;
  return { text, values: bound.values };
}

/** `[groups, time, number]` of these groups, by time; a bucket without records is not there. */
export function bucketsStatement(
  asked: Asked,
  grouping: Grouping,
  every: Exclude<RecordEvery, 'none'>,
  chosen: readonly (readonly (string | null)[])[],
): RecordStatement {
  const bound = new Bound();
  const { groups, value } = groupParts(bound, grouping);
  const wanted = bound.add(JSON.stringify(chosen));
  const text = `
    select groups, ${MS('bucket')}, value from (
      select ${groups} as groups, date_trunc(${bound.add(every)}, ts, ${bound.add(asked.timezone)}) as bucket, ${value} as value
        from record where ${whereSql(bound, asked)} group by 1, 2
    ) as buckets where to_jsonb(groups) in (select jsonb_array_elements(${wanted}::jsonb)) order by bucket`;
  return { text, values: bound.values };
}

/** `[time]` of every bucket that the range touches. Days and longer ones follow the local calendar, shorter ones the clock. */
export function gridStatement({ from, to, timezone }: Asked, every: Exclude<RecordEvery, 'none'>): RecordStatement {
  const [step, zone] = [`('1 ' || $1)::interval`, '$4::text'];
  const local = `select series at time zone ${zone} from generate_series(
      date_trunc($1, $2::timestamptz at time zone ${zone}), ($3::timestamptz - interval '1 ms') at time zone ${zone}, ${step}) series`;
  const clock = `select series from generate_series(
      date_trunc($1, $2::timestamptz, ${zone}), $3::timestamptz - interval '1 ms', ${step}) series`;
  const isLocal = every === 'day' || every === 'week' || every === 'month';
  const text = `select ${MS('bucket')} from (${isLocal ? local : clock}) as grid(bucket) order by 1`;
  return { text, values: [every, new Date(from), new Date(to), timezone] };
}

/** `[actor, time, steps]`: which steps each record may be, as places; by actor and time, earlier steps first. */
export function stepsStatement(
  asked: Asked,
  actor: string,
  steps: readonly (readonly RecordCondition[])[],
  limit: number,
): RecordStatement {
  const bound = new Bound();
  const who = fieldSql(bound, actor).text;
  const places = steps.map(
    (conditions, place) => `case when ${conditionsSql(bound, conditions)} then ${String(place)} end`,
  );
  const text = `
    select actor, ${MS('ts')}, steps from (
      select ${who} as actor, ts, array_remove(array[${places.join(', ')}]::int[], null) as steps
        from record where ${whereSql(bound, asked)}
    ) as events where actor is not null and cardinality(steps) > 0 order by actor, ts, steps limit ${bound.add(limit)}`;
  return { text, values: bound.values };
}

export interface RetentionWish {
  readonly actor: string;
  readonly every: 'day' | 'week' | 'month';
  readonly begins: readonly RecordCondition[];
  readonly returns: readonly RecordCondition[];
  readonly periods: number;
}

/**
 * `[cohort, period, actors]`: an actor belongs to the period of its very first record that is a beginning, however long ago
 * that was; only cohorts that begin in the range are shown. Period 0 counts all of a cohort.
 */
export function retentionStatement(asked: Asked, wish: RetentionWish): RecordStatement {
  const bound = new Bound();
  const who = fieldSql(bound, wish.actor).text;
  const zone = bound.add(asked.timezone);
  const every = bound.add(wish.every);
  const [from, to] = [bound.add(new Date(asked.from)), bound.add(new Date(asked.to))];
  const stream = `stream_id = ${bound.add(asked.streamId)} and ts < ${to}`;
  const local = (time: string) => `date_trunc(${every}, ${time} at time zone ${zone})`;
  const months = 'extract(year from age(came, begun)) * 12 + extract(month from age(came, begun))';
  const days = `(came::date - begun::date) / ${wish.every === 'week' ? '7' : '1'}`;
  const text = `
    with firsts as (
      select ${who} as actor, min(ts) as first from record
       where ${stream} and ${conditionsSql(bound, wish.begins)} group by 1
    ), cohorts as materialized (
      select actor, first, ${local('first')} as begun from firsts where first >= ${from} and actor is not null
    ), visits as (
      select distinct actor, begun, ${local('ts')} as came from cohorts
        join record on ${who} = actor and ts >= first
       where ${stream} and ts >= ${from} and ${conditionsSql(bound, wish.returns)}
    ), periods as (
      select actor, begun, (${wish.every === 'month' ? months : days})::int as period from visits
    ), counted as (
      select begun, period, count(*)::int as actors from periods where period between 1 and ${bound.add(wish.periods)}
       group by 1, 2
      union all
      select begun, 0, count(*)::int from cohorts group by 1
    )
    select ${MS(`begun at time zone ${zone}`)}, period, actors from counted order by 1, 2`;
  return { text, values: bound.values };
}
