import type { PointColumns } from '../binary-copy.js';

/** Of which series, and from when to when. */
export const CHANGE_COLUMNS = 'series, from_ts, to_ts';

/**
 * Written in every transaction that changes points, so that no cache answers without them: of which series, from the earliest
 * time to the latest one, both inside. Series may stand in it more than once.
 */
export const NOTE_CHANGE = (series: string, from: string, to: string): string =>
  `insert into point_change (${CHANGE_COLUMNS}) values (${series}, ${from}, ${to})`;

/** The earliest and the latest time of some points. */
export function boundsOf({ times }: Pick<PointColumns, 'times'>): [from: Date, to: Date] {
  let [from, to] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return [new Date(from), new Date(to)];
}

/** What changed: points of series within a span (an open end is null), or what a workspace's metrics are and have. */
export type ChangeNote =
  | { readonly series: readonly number[]; readonly from: number | null; readonly to: number | null }
  | { readonly workspaceId: string; readonly metrics: readonly string[] };

/** What one look at the notes found. */
export interface Noted {
  /** Transactions before it have all ended; those from it on are looked for again. */
  readonly horizon: string;
  /** The database's clock, in epoch milliseconds. */
  readonly at: number;
  readonly changes: readonly (readonly [xid: string, change: ChangeNote])[];
}

/** The columns of {@link LOOK_SQL}: epoch milliseconds, null where the span has no such end or nothing changed at all. */
export type NotedRow = readonly [
  horizon: string,
  at: number,
  xid: string | null,
  series: readonly number[] | null,
  from: number | null,
  to: number | null,
  workspaceId: string | null,
  metrics: readonly string[] | null,
];

const END = (column: string) => `case when isfinite(${column}) then extract(epoch from ${column})::float8 * 1000 end`;

/** All from one snapshot: what it does not show yet is of a transaction that is no older than its horizon. */
export const LOOK_SQL = `
  select pg_snapshot_xmin(seen.snapshot)::text, seen.at, change.xid::text, change.series,
         ${END('change.from_ts')}, ${END('change.to_ts')}, change.workspace_id, change.metrics
    from (select pg_current_snapshot() as snapshot, extract(epoch from clock_timestamp())::float8 * 1000 as at) as seen
    left join point_change change on change.xid >= $1::text::xid8 and change.xid::text <> all($2::text[])`;

/** As {@link LOOK_SQL}, where nothing has been seen before: only where to begin. */
export const BEGIN_SQL = `
  select pg_snapshot_xmin(pg_current_snapshot())::text, extract(epoch from clock_timestamp())::float8 * 1000,
         null, null, null, null, null, null`;

export const FORGET_SQL = 'delete from point_change where xid < $1::text::xid8';

export function notedIn(rows: readonly NotedRow[]): Noted {
  const [first] = rows;
  if (!first) throw new Error('A look at the changes answered nothing.');
  const changes = rows.flatMap(([, , xid, series, from, to, workspaceId, metrics]) => {
    if (xid === null) return [];
    const change: ChangeNote = series
      ? { series, from, to }
      : { workspaceId: workspaceId ?? '', metrics: metrics ?? [] };
    return [[xid, change] as const];
  });
  return { horizon: first[0], at: first[1], changes };
}
