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
  /** The field of a question that is at fault, and where in its text: counted from 0 in UTF-16 units. */
  readonly place?: { readonly field: string; readonly position?: number };
  /** What could be asked instead: in words, and the fields of the question that change for it; null leaves one out. */
  readonly proposal?: { readonly text: string; readonly input?: Readonly<Record<string, unknown>> };
}

/** An expected failure. Services throw it; at the edge one filter turns it into a problem document. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly fields: readonly FieldProblem[] | undefined;
  readonly retryAfterMs: number | undefined;
  readonly place: ErrorDetails['place'];
  readonly proposal: ErrorDetails['proposal'];

  constructor(
    readonly kind: ErrorKind,
    /** Stable, machine-readable, never translated: `dashboard.not-found`. */
    readonly code: string,
    message: string,
    { fields, retryAfterMs, place, proposal, ...options }: ErrorDetails = {},
  ) {
    super(message, options);
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
    this.place = place;
    this.proposal = proposal;
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
