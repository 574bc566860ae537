/**
 * What moves points into TimescaleDB, in SQL. `point_next` becomes the table; `point_move` says which months lie in it, and
 * `point_move_again` of which days points were written since, once for every write: writers never wait for each other on it.
 */
const COLUMNS = 'series_id, stored, ts, value';

/** Of the same columns in the same order as the points in months. */
export const NEXT_SQL = `
  create table point_next (
    series_id int not null,
    stored int,
    ts timestamptz not null,
    value float8 not null,
    primary key (series_id, ts)
  )`;

export const HYPERTABLE_SQL = `
  select create_hypertable('point_next', by_range('ts', interval '7 days'), create_default_indexes => false)`;

export const BEGIN_SQL = `
  create table point_move (month text primary key, points bigint not null, sum numeric not null);
  create table point_move_again (day timestamptz not null);
  create function point_written() returns trigger language plpgsql as $$
  begin
    insert into point_move_again select distinct date_bin('1 day', ts, '2000-01-03Z') from written;
    return null;
  end $$;
  create trigger point_inserted after insert on point referencing new table as written
    for each statement execute function point_written();
  create trigger point_updated after update on point referencing new table as written
    for each statement execute function point_written();
  create trigger point_deleted after delete on point referencing old table as written
    for each statement execute function point_written()`;

/** Every month that is still to be moved, the oldest first. */
export const MONTHS_SQL = `
  select part.relname as part, to_char(bounds.begin at time zone 'UTC', 'YYYY-MM') as month, bounds.begin,
         bounds.begin + interval '1 month' as end, (select count(*)::int from pg_inherits where inhparent = 'point'::regclass) as all
    from pg_inherits join pg_class part on part.oid = inhrelid,
         lateral (select substring(pg_get_expr(part.relpartbound, part.oid) from 'FROM \\(''([^'']+)''')::timestamptz as begin) as bounds
   where inhparent = 'point'::regclass
     and not exists (select from point_move where month = to_char(bounds.begin at time zone 'UTC', 'YYYY-MM'))
   order by bounds.begin`;

export const DAYS_SQL = `
  select distinct day as begin, day + interval '1 day' as end from point_move_again order by 1`;

/** Both ends as parameters. What has been written before this snapshot is in the copy, and needs no mark any more. */
export const COPY_SQL = [
  'delete from point_move_again where day >= $1 and day < $2',
  'delete from point_next where ts >= $1 and ts < $2',
  `insert into point_next (${COLUMNS}) select ${COLUMNS} from point where ts >= $1 and ts < $2`,
];

/** How many there are, what they sum up to, and a number that differs when any column of any of them does. */
export const sumsSql = (table: 'point' | 'point_next') => `
  select count(*)::text as points, coalesce(sum(value::numeric), 0)::text as sum,
         coalesce(sum(hash_record_extended(row(series_id, ts, value, stored), 0)::numeric), 0)::text as checksum
    from ${table} where ts >= $1 and ts < $2`;

export const MOVED_SQL = 'insert into point_move (month, points, sum) values ($1, $2, $3)';

/** Hours that were copied last are made right again: a job may have begun before they were in the table. */
export const MARK_SQL = `
  insert into rollup_dirty (series_id, ts)
  select distinct series_id, date_bin('1 hour', ts, '2000-01-03Z') from point_next where ts >= $1 and ts < $2
  on conflict do nothing`;

export const SWAP_SQL = `
  drop trigger point_inserted on point;
  drop trigger point_updated on point;
  drop trigger point_deleted on point;
  alter table point rename to point_before;
  alter index point_pkey rename to point_before_pkey;
  alter table point_next rename to point;
  alter index point_next_pkey rename to point_pkey`;

export const END_SQL = `
  drop table point_before;
  drop table point_move;
  drop table point_move_again;
  drop function point_written()`;

/** Chunks that no month to be moved reaches into any more, and that are old enough to lie in columns. */
export const CLOSED_CHUNKS_SQL = `
  select format('%I.%I', chunk_schema, chunk_name) as chunk from timescaledb_information.chunks
   where hypertable_name = 'point_next' and not is_compressed and range_end <= $1 and range_end < now() - $2 * interval '1 day'
   order by range_start`;
