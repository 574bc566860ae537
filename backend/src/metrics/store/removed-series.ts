/** A series was removed before its points were stored: none of the write is. Who sends finds the series anew. */
export class SeriesRemoved extends Error {}

/**
 * Whether none of these series is noted as removed: asked by the last statement of every write. A removal that the statement
 * does not see yet waits for the write to end, and takes its points along; see `earlierWritesEnded`.
 */
export const noneRemoved = (seriesIds: string) =>
  `not exists (select from removed_series where series_id = any(${seriesIds}))`;
