import { LATEST } from './record-sql.js';

/** When the latest record of each of these streams was, in the order of their ids. */
export const LATEST_TIMES_SQL = `
  select id, (select ts from record where stream_id = ids.id order by ts desc limit 1) as last
    from unnest($1::int[]) as ids(id)`;

/** The bodies of the newest records. */
export const LATEST_BODIES_SQL = `select body from record ${LATEST}`;

/** Some records of a stream that is gone. */
export const CLEAR_SQL = `
  delete from record where stream_id = $1 and key in (select key from record where stream_id = $1 limit $2) returning 1`;
