/** Every failure a caller may be told about. Anything else is a bug and becomes a bare 500. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'upstream';

export interface FieldProblem {
  /** Where in the body: `panels.0.place.w`. */
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails extends ErrorOptions {
  readonly fields?: readonly FieldProblem[];
  /** How long to wait before another try makes sense, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** An expected failure. Services throw it; at the edge one filter turns it into a problem document. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly fields: readonly FieldProblem[] | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly kind: ErrorKind,
    /** Stable, machine-readable, never translated: `dashboard.not-found`. */
    readonly code: string,
    message: string,
    { fields, retryAfterMs, ...options }: ErrorDetails = {},
  ) {
    super(message, options);
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
  }
}

const failure =
  (kind: ErrorKind) =>
  (code: string, message: string, details?: ErrorDetails): AppError =>
    new AppError(kind, code, message, details);

export const invalid = failure('invalid');
export const unauthenticated = failure('unauthenticated');
export const forbidden = failure('forbidden');
export const conflict = failure('conflict');
export const upstream = failure('upstream');

/** `require…` methods throw it; `find…` methods return undefined instead. */
export const notFound = (what: string, id: string): AppError =>
  new AppError('not-found', `${what.replaceAll(' ', '-')}.not-found`, `There is no ${what} with the id ${id}.`);
