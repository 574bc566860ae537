import * as z from 'zod';

/** RFC 9457 problem document: the body of every answer that is no success. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stable and machine-readable: `dashboard.not-found`. */
  code: z.string(),
  /** One sentence for people: what is wrong and what to do. */
  detail: z.string(),
  /** To be quoted when asking for help; stands in the server's log too. */
  requestId: z.string().optional(),
  /** What is wrong where, for bodies that fail validation. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** How long to wait before another try makes sense. Stands in `Retry-After` too, in seconds. */
  retryAfterMs: z.number().optional(),
});
export type Problem = z.output<typeof Problem>;

/** Part of an answer that failed while the rest succeeded: one query of a panel. */
export const PartialProblem = z.object({
  code: z.string(),
  detail: z.string(),
  /** Whose fault it is: our side, the plugin's code, the service behind it, or the settings. */
  fault: z.enum(['core', 'plugin', 'upstream', 'settings']),
  /** The field of the question that is at fault, and where in its text: counted from 0 in UTF-16 units. */
  field: z.string().optional(),
  position: z.int().min(0).optional(),
  /**
   * What can be asked instead: in words, and the fields that change for it, of the question's input or of the query in it that
   * `field` names. Null leaves a field out.
   */
  proposal: z.object({ text: z.string(), input: z.record(z.string(), z.unknown()).optional() }).optional(),
  retryAfterMs: z.number().optional(),
});
export type PartialProblem = z.output<typeof PartialProblem>;
