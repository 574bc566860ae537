/** How far a stream is. */
export interface StreamState {
  readonly cursor: Readonly<Record<string, unknown>> | null;
  /** From when on records were wanted when the pass began. */
  readonly since: Date;
  /** Null between two passes. */
  readonly passBeganAt: Date | null;
  readonly newestAt: Date | null;
}

export interface PassStart {
  readonly cursor: Readonly<Record<string, unknown>> | null;
  readonly since: Date;
}

/**
 * Where the next reading begins. A pass that is open goes on where it is. A new one goes on too, unless its stream looks
 * back: then it begins anew, so much before the newest record.
 */
export function startOf(
  { cursor, since, passBeganAt, newestAt }: StreamState,
  lookbackMs: number | undefined,
): PassStart {
  if (passBeganAt || lookbackMs === undefined) return { cursor, since };
  return { cursor: null, since: newestAt ? new Date(Math.max(0, newestAt.getTime() - lookbackMs)) : since };
}
