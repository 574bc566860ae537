/**
 * The statements that change records. They run with the owner's rights, one at a time for each stream: who changes its
 * records holds the row of the stream until the end of the transaction. So what was there before is known for certain, and
 * no bucket is forgotten.
 */

/** Answers nothing where the stream is gone. */
export const HOLD_SQL = 'select id from streams where id = $1 and workspace_id = $2 for no key update';

/**
 * `$2` holds `[{key, ts, body}]`, each key once. What differs is replaced, what is new is added, and the rest is not
 * touched. Answers how many, and the times that any of them had or has.
 */
export const PUT_SQL = `
  with sent as materialized (
    select key, to_timestamp(ts / 1000.0) as ts, body
      from jsonb_to_recordset($2::jsonb) as sent(key text, ts float8, body jsonb)
  ), met as materialized (
    select key, record.ts as old_ts, sent.ts, sent.body, (record.ts, record.body) is distinct from (sent.ts, sent.body) as differs
      from sent join record using (key) where record.stream_id = $1
  ), changed as (
    update record set ts = met.ts, body = met.body from met
     where record.stream_id = $1 and record.key = met.key and met.differs
  ), added as (
    insert into record (stream_id, key, ts, body)
    select $1, key, ts, body from sent where not exists (select from met where met.key = sent.key)
    returning ts
  )
  select (select count(*)::int from added) as added,
         (select count(*)::int from met where differs) as changed,
         (select count(*)::int from met where not differs) as same,
         array(select ts from added union select ts from met where differs union select old_ts from met where differs)
           as times`;

/** Of the records with these keys; answers the times they had. */
export const TAKE_SQL = 'delete from record where stream_id = $1 and key = any($2::text[]) returning ts';

export const COUNT_SQL = 'update streams set rows = rows + $2 where id = $1';

/**
 * The buckets of all metrics of a stream that hold one of these times. In one order, so that nobody waits in a circle. A
 * bucket that is being made right meanwhile is to be made right again.
 */
export const MARK_SQL = `
  insert into derived_dirty (derived_id, ts)
  select distinct id, date_trunc(every, sent.ts, timezone) from derived_metrics
   cross join unnest($2::timestamptz[]) as sent(ts)
   where stream_id = $1 and not removed order by 1, 2
  on conflict (derived_id, ts) do update set claim = null, claimed_until = null`;
