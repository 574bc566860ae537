import type { z } from 'zod';
import type { PluginContext } from './context.js';

/** One row of a stream as JSON: a charge, an event, a survey answer. Its fields are read by their names. */
export type StreamRecord = Readonly<Record<string, unknown>>;

/**
 * Some records and where reading goes on behind them. The host stores both in one transaction: after a crash the stream
 * goes on behind the last batch that was stored, so nothing is lost and nothing counts twice.
 */
export interface StreamBatch<Cursor> {
  /** At most 5,000. The same record may come again, in this batch or in a later one: the last one counts. */
  readonly records: readonly StreamRecord[];
  readonly cursor: Cursor;
  /** How much of this pass is done, from 0 to 1, where that is known. */
  readonly progress?: number;
}

/** Where to read from. */
export interface StreamPosition<Cursor> {
  /** Go on behind it. Null where a pass begins anew: then begin at `since`. */
  readonly cursor: Cursor | null;
  /** Epoch milliseconds: records of this time and later are wanted; 0 wants all. The same throughout a pass. */
  readonly since: number;
}

/** A metric that a stream is good for, as it is offered to whoever switches the stream on. */
export interface SuggestedMetric {
  readonly title: string;
  readonly aggregate: 'sum' | 'count' | 'distinct' | 'average' | 'last';
  /** The field it is computed from; `count` needs none. */
  readonly field?: string;
  /** A unit as metrics have them: `currency:EUR`, `percent`. */
  readonly unit?: string;
  /** The fields that tell its series apart. Few values each: every combination is a series. */
  readonly labels?: readonly string[];
}

/**
 * Records that the host copies and keeps, read again and again. Each reading is a pass: the first reads all, the later ones
 * what has come since. Declared in `streams` of `defineDataSource`.
 */
export interface StreamDefinition<Config, Secrets, Cursor extends z.ZodObject> {
  readonly title: string;
  /** One sentence for whoever switches it on. */
  readonly description?: string;
  /** The field, or the fields together, that name a record: the same key again replaces what was there. */
  readonly key: string | readonly [string, ...string[]];
  /** The field with the moment of a record: epoch milliseconds, or ISO 8601 text with its zone. */
  readonly time: string;
  /** What `read` needs to go on, as the plugin likes it. A stored cursor that it no longer fits is forgotten: a pass begins anew. */
  readonly cursor: Cursor;
  /**
   * For services that list by a time and whose records come late or change: every pass begins anew, so much before the
   * newest record that is known. Without it a pass goes on behind the last cursor, for services with a feed of changes.
   */
  readonly lookbackMs?: number;
  /** Metrics that people will want of it, by names such as `orders.revenue`. */
  readonly metrics?: Readonly<Record<string, SuggestedMetric>>;
  /**
   * Called for each pass, and again after a failure or a crash within one. The next batch is asked for only after the one
   * before it is stored. Throw a PluginError: after `rate-limit` (with the `retryAfterMs` of the service) and `transient`
   * the host waits and calls again with the last cursor, so there is no need to wait or to try again here.
   */
  read(
    context: PluginContext<Config, Secrets>,
    from: StreamPosition<z.output<Cursor>>,
  ): AsyncIterable<StreamBatch<z.input<Cursor>>>;
}
