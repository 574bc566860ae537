/** Values of a statement: each becomes a parameter, none becomes text of it. */
export class Bound {
  readonly values: unknown[] = [];

  /** `$1` for the first one, and so on. */
  add(value: unknown): string {
    return `$${String(this.values.push(value))}`;
  }
}
