/** A row of the list of restatements. */
export interface RestatementRow {
  readonly id: string;
  readonly seriesId: number;
  readonly time: Date;
  readonly oldValue: number;
  readonly newValue: number | null;
  readonly knownSince: Date | null;
  readonly replacedAt: Date;
  readonly byKind: string;
  readonly byId: string;
  readonly importId: string | null;
}

export interface RestatementsWanted {
  readonly seriesIds: readonly number[];
  readonly from: Date | null;
  readonly to: Date | null;
  /** The times of the points. */
  readonly pointsFrom: Date | null;
  readonly pointsTo: Date | null;
  /** Only those with a smaller id. */
  readonly before: string | null;
  readonly limit: number;
}

/** What a point became is what was replaced next, or what it is. */
export const RESTATEMENTS_SQL = `
  select old.id, old.series_id as "seriesId", old.ts as time, old.value as "oldValue",
         case when not old.removed then coalesce(
           (select next.value from point_restatement next
             where next.series_id = old.series_id and next.ts = old.ts and next.id > old.id order by next.id limit 1),
           (select value from point where point.series_id = old.series_id and point.ts = old.ts)
         ) end as "newValue",
         to_timestamp(old.since + 946684800) as "knownSince", old.replaced_at as "replacedAt",
         old.by_kind as "byKind", old.by_id as "byId", old.import_id as "importId"
    from point_restatement old
   where old.series_id = any($1::int[]) and old.replaced_at >= coalesce($2::timestamptz, '-infinity')
     and old.replaced_at < coalesce($3::timestamptz, 'infinity') and old.id < coalesce($4::bigint, 9223372036854775807)
     and old.ts >= coalesce($6::timestamptz, '-infinity') and old.ts < coalesce($7::timestamptz, 'infinity')
   order by old.id desc limit $5`;
