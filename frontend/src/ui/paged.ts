import { computed, signal } from '@angular/core';

export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** What the next page is asked with; null on the last one. */
  readonly next: string | null;
}

/** Rows that come page by page, as far as they were asked for. Part of a store; `ui/listing` shows them. */
export class Paged<Row, Filter = void> {
  private readonly known = signal<readonly Row[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly refused = signal<unknown>(undefined);
  private filter: Filter | undefined;
  private asked = 0;

  /** null until they are known. */
  readonly rows = this.known.asReadonly();
  readonly count = computed(() => this.known()?.length ?? null);
  /** Nothing could be read. */
  readonly failure = this.problem.asReadonly();
  /** The next page could not be read; what was there stays. */
  readonly refusal = this.refused.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  constructor(private readonly ask: (filter: Filter, cursor: string | undefined) => Promise<PageOf<Row>>) {}

  /** Called when the page opens and whenever its filter changes: the last question wins. */
  async load(filter: Filter): Promise<void> {
    this.filter = filter;
    this.problem.set(undefined);
    this.refused.set(undefined);
    const question = ++this.asked;
    try {
      const { rows, next } = await this.ask(filter, undefined);
      if (question !== this.asked) return;
      this.known.set(rows);
      this.cursor.set(next);
    } catch (error) {
      if (question === this.asked) this.problem.set(error);
    }
  }

  /** Called by "Try again". */
  again(): Promise<void> {
    return this.load(this.filter as Filter);
  }

  /** Called by "Show older". */
  async more(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null) return;
    this.refused.set(undefined);
    const question = this.asked;
    try {
      const { rows, next } = await this.ask(this.filter as Filter, cursor);
      if (question !== this.asked) return;
      this.known.update((known) => [...(known ?? []), ...rows]);
      this.cursor.set(next);
    } catch (error) {
      if (question === this.asked) this.refused.set(error);
    }
  }

  /** Called by its store after a deed that changed some of them. */
  change(to: (rows: readonly Row[]) => readonly Row[]): void {
    this.known.update((rows) => to(rows ?? []));
  }
}
