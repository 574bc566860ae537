import { computed, inject, Injectable, signal, type Signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { pathInside, type SchemaProblem } from './schema-problems';

/** What the server said about a field: `{ path: 'columns.0.name', message: 'Too long.' }`. */
export interface ToldProblem {
  readonly path: string;
  readonly message: string;
  /** Where in the text of the field. */
  readonly position?: number | undefined;
}
interface Sources {
  readonly own: Signal<readonly SchemaProblem[]>;
  readonly told: Signal<readonly ToldProblem[]>;
  readonly configured: Signal<readonly string[]>;
}

/**
 * What stands beside the fields of one form. Own findings wait until the person has left the field or sent the form;
 * the server's word stays until the field changes.
 */
@Injectable()
export class FormProblems {
  private readonly transloco = inject(TranslocoService);
  private readonly sources = signal<Sources | null>(null);
  private readonly touched = signal<ReadonlySet<string>>(new Set());
  private readonly changed = signal<{ since: unknown; paths: ReadonlySet<string> }>({ since: null, paths: new Set() });
  private readonly unreadable = signal<ReadonlySet<string>>(new Set());
  private readonly revealed = signal(false);

  private readonly own = computed(() => [
    ...(this.sources()?.own() ?? []),
    ...[...this.unreadable()].map((path) => ({ path, key: 'schemaForm.noNumber' as const, values: undefined })),
  ]);
  private readonly told = computed(() => this.sources()?.told() ?? []);

  readonly hasOwn = computed(() => this.own().length > 0);

  /** Called once by the form. */
  follow(sources: Sources): void {
    this.sources.set(sources);
  }

  /** Whether the server holds this secret already. */
  isConfigured(path: string): boolean {
    return this.sources()?.configured().includes(path) ?? false;
  }

  /** The sentence for a field, empty when all is well. */
  at(path: string): string {
    const told = this.standing(path);
    if (told) return told.message;
    if (!this.revealed() && !this.touched().has(path)) return '';
    const own = this.own().findLast((problem) => problem.path === path);
    return own ? this.transloco.translate(own.key, { ...own.values }, this.transloco.activeLang()) : '';
  }

  /** Whether something is said beside a field, or inside of it. */
  isSaidIn(name: string): boolean {
    const paths = [...this.own(), ...this.told()].map(({ path }) => normal(path));
    return paths.some((path) => (path === name || path.startsWith(pathInside(name, ''))) && this.at(path) !== '');
  }

  /** Where in the text of a field the server found something wrong, until the field changes; null for nowhere. */
  placeAt(path: string): number | null {
    return this.standing(path)?.position ?? null;
  }

  /** Called when a field loses the focus. */
  touch(path: string): void {
    if (!this.touched().has(path)) this.touched.update((paths) => new Set([...paths, path]));
  }

  /** Called when a field was changed: what the server said about it counts no more. */
  change(path: string): void {
    const since = this.told();
    this.changed.update((before) => ({
      since,
      paths: new Set([...(before.since === since ? before.paths : []), path]),
    }));
  }

  private standing(path: string): ToldProblem | undefined {
    const { since, paths } = this.changed();
    if (since === this.told() && paths.has(path)) return undefined;
    return this.told().find((problem) => normal(problem.path) === path);
  }

  /** Called by number fields that hold something else than a number. */
  read(path: string, readable: boolean): void {
    if (readable === !this.unreadable().has(path)) return;
    this.unreadable.update((paths) => new Set(readable ? [...paths].filter((one) => one !== path) : [...paths, path]));
  }

  /** Called when the items of a list move: what was known by their places is forgotten. */
  forget(path: string): void {
    const outside = (paths: ReadonlySet<string>) =>
      new Set([...paths].filter((one) => !one.startsWith(pathInside(path, ''))));
    this.touched.update(outside);
    this.unreadable.update(outside);
  }

  /** Called when the form is sent: everything that is wrong is said. */
  reveal(): void {
    this.revealed.set(true);
  }
}

/** `columns[0].name` is `columns.0.name`. */
const normal = (path: string): string => path.replaceAll(/\[(\d+)\]/g, '.$1');
