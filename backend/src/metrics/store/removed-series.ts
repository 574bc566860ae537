/** A series was removed before its points were stored: none of the write is. Who sends finds the series anew. */
export class SeriesRemoved extends Error {}

/**
 * Whether none of these series is noted as removed: asked by the last statement of every write. A removal that the statement
 * does not see yet waits for the write to end, and takes its points along; see `earlierWritesEnded`.
 */
export const noneRemoved = (seriesIds: string) =>
  `not exists (select from removed_series where series_id = any(${seriesIds}))`;

/** The state of {@link refuseRemoved}, which PostgreSQL leaves to applications. */
const REMOVED = 'QD001';

/** As {@link noneRemoved}, for writes that are no statement with a condition: a statement that fails where one is. */
export function refuseRemoved(seriesIds: Int32Array): string {
  const ids = `'{${seriesIds.join(',')}}'::int4[]`;
  return `do $$ begin
    if not (${noneRemoved(ids)}) then raise 'a series was removed' using errcode = '${REMOVED}'; end if;
  end $$`;
}

/** Throws {@link SeriesRemoved} for the failure of {@link refuseRemoved}, and any other as it is. */
export function toldIfRemoved(error: unknown): never {
  throw (error as { code?: string }).code === REMOVED ? new SeriesRemoved() : error;
}
