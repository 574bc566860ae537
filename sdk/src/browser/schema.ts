/** What is wrong where, as zod tells it. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
/** One that `stops` leaves no value of which more could be asked. */
interface Found extends Issue {
  readonly stops: boolean;
}

/** Named as in zod: the front end knows answers that are not what they should be by this name. */
export class ZodError extends Error {
  override readonly name = 'ZodError';
  constructor(readonly issues: readonly Issue[]) {
    super(JSON.stringify(issues, null, 2));
  }
}

/** The issues of one reading, and the place at which it is. */
export class Report {
  readonly issues: Found[] = [];
  private readonly path: PropertyKey[] = [];

  add(code: string, message: string, { stops = false, path = [] as readonly PropertyKey[] } = {}): void {
    this.issues.push({ code, message, path: [...this.path, ...path], stops });
  }

  at<T>(key: PropertyKey, read: () => T): T {
    this.path.push(key);
    const value = read();
    this.path.pop();
    return value;
  }

  hasStopped(since: number): boolean {
    return this.issues.slice(since).some(({ stops }) => stops);
  }

  /** Reads beside this report, for those who have another try. */
  aside(read: (report: Report) => unknown): { readonly value: unknown; readonly issues: readonly Found[] } {
    const report = new Report();
    report.path.push(...this.path);
    const value = read(report);
    return { value, issues: report.issues };
  }

  take(issues: readonly Found[]): void {
    this.issues.push(...issues);
  }
}

export type Read = (value: unknown, report: Report) => unknown;
type Words = string | { readonly message?: string; readonly path?: readonly PropertyKey[] };
/** What `superRefine` and `transform` are handed. */
interface Context {
  addIssue(issue: { code: string; message: string; path?: readonly PropertyKey[] }): void;
}

const contextOf = (report: Report): Context => ({
  addIssue: ({ code, message, path = [] }) => {
    report.add(code, message, { path });
  },
});

/** A schema as zod's, with as much of it as the SDK's schemas need. */
export class Schema {
  constructor(readonly read: Read) {}

  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: ZodError } {
    const report = new Report();
    const data = this.read(value, report);
    if (report.issues.length === 0) return { success: true, data };
    return {
      success: false,
      error: new ZodError(report.issues.map(({ code, path, message }) => ({ code, path, message }))),
    };
  }

  parse(value: unknown): unknown {
    const result = this.safeParse(value);
    if (!result.success) throw result.error;
    return result.data;
  }

  optional(): Schema {
    return new Schema((value, report) => (value === undefined ? undefined : this.read(value, report)));
  }

  nullable(): Schema {
    return new Schema((value, report) => (value === null ? null : this.read(value, report)));
  }

  default(initial: unknown): Schema {
    return new Schema((value, report) => (value === undefined ? structuredClone(initial) : this.read(value, report)));
  }

  refine(holds: (value: unknown) => unknown, words: Words = {}): this {
    const { message = 'Invalid input', path = [] } = typeof words === 'string' ? { message: words } : words;
    return this.checked((value, report) => {
      if (!holds(value)) report.add('custom', message, { path });
      return value;
    });
  }

  superRefine(check: (value: unknown, context: Context) => void): this {
    return this.checked((value, report) => {
      check(value, contextOf(report));
      return value;
    });
  }

  transform(change: (value: unknown, context: Context) => unknown): Schema {
    return this.pipe(new Schema((value, report) => change(value, contextOf(report))));
  }

  pipe(next: Schema): Schema {
    return new Schema((value, report) => {
      const since = report.issues.length;
      const read = this.read(value, report);
      return report.issues.length > since ? read : next.read(read, report);
    });
  }

  and(other: Schema): Schema {
    return new Schema((value, report) => {
      const [one, two] = [this.read(value, report), other.read(value, report)];
      return { ...(one as object), ...(two as object) };
    });
  }

  /** What is told of a schema is for forms, which the server makes of it. */
  meta(): this {
    return this;
  }

  /** The same kind of schema with one more check, for values of which more can be asked. */
  protected checked(check: Read): this {
    return this.with((value, report) => {
      const since = report.issues.length;
      const read = this.read(value, report);
      return report.hasStopped(since) ? read : check(read, report);
    });
  }

  protected with(read: Read): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this) as object) as this, this, { read });
  }
}

/** A schema of the values for which `is` holds. */
export const typed = (expected: string, is: (value: unknown) => boolean): Read =>
  function (value, report) {
    if (!is(value)) wrongType(expected, value, report);
    return value;
  };

export function wrongType(expected: string, value: unknown, report: Report): void {
  report.add('invalid_type', `Invalid input: expected ${expected}, received ${typeName(value)}`, { stops: true });
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value;
}
