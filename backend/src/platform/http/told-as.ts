import type { AppError } from '../errors.js';

/**
 * An expected failure in the words of somebody else's protocol, which says itself by which status its clients know what to
 * do. Only interceptors of such routes throw it, so that services go on knowing no HTTP.
 */
export class ToldAs extends Error {
  constructor(
    readonly error: AppError,
    readonly status: number,
    /** Members of the answer that the protocol's clients read. */
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(error.message, { cause: error });
  }
}
