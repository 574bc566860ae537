import { computed, inject, Injectable, signal } from '@angular/core';
import { changesBetween, type Change } from '@quarterdeck/sdk/api/document-changes';
import type { Revision, RevisionContent } from '@quarterdeck/sdk/api/revisions';
import { RevisionsStore } from './revisions.store';

/** The history of one dashboard: its saves so far as they are read, and the two that are compared. Provided by the page. */
@Injectable()
export class History {
  private readonly revisions = inject(RevisionsStore);
  private readonly known = signal<readonly Revision[] | null>(null);
  private readonly hasOlder = signal(false);
  private readonly isReadable = signal(false);
  private readonly problem = signal<unknown>(undefined);
  private readonly shown = signal<RevisionContent | null>(null);
  private readonly other = signal<RevisionContent | null>(null);
  private id = '';

  /** The newest first; null until they are known. */
  readonly list = this.known.asReadonly();
  readonly more = this.hasOlder.asReadonly();
  readonly failure = this.problem.asReadonly();
  /** Whether the person may look into the versions, and bring one back; false until it is known. */
  readonly readable = this.isReadable.asReadonly();
  /** They are known, and none may be opened. */
  readonly isClosed = computed(() => this.known() !== null && !this.isReadable());
  readonly newest = computed(() => this.known()?.[0]?.version);
  /** With what the shown version is compared; null for nothing. */
  readonly comparedWith = computed(() => this.other()?.version ?? null);
  /** What the shown version has that the other has not; null until both are known. */
  readonly changes = computed<readonly Change[] | null>(() => {
    const [after, before] = [this.shown(), this.other()];
    return after && before ? changesBetween(before.document, after.document) : null;
  });

  /** Called by the page when it opens, and whenever somebody saved. */
  async read(id: string): Promise<void> {
    this.id = id;
    await this.attempt(async () => {
      const { revisions, more, readable } = await this.revisions.list(id);
      this.isReadable.set(readable);
      const oldest = revisions.at(-1)?.version ?? 0;
      const older = this.known()?.filter(({ version }) => version < oldest) ?? [];
      this.known.set([...revisions, ...older]);
      if (older.length === 0) this.hasOlder.set(more);
      void this.begin();
    });
  }

  /** Called by "Show older versions". */
  async readOlder(): Promise<void> {
    const known = this.known() ?? [];
    await this.attempt(async () => {
      const { revisions, more } = await this.revisions.list(this.id, known.at(-1)?.version);
      this.known.set([...known, ...revisions]);
      this.hasOlder.set(more);
    });
  }

  /** Called by the preview: the document of a version, compared with another one. Throws an ApiError. */
  async show(id: string, version: number): Promise<RevisionContent> {
    this.id = id;
    this.shown.set(null);
    this.other.set(null);
    const content = await this.revisions.get(id, version);
    this.shown.set(content);
    void this.begin();
    return content;
  }

  /** Compares with the version before; the first one with the newest, as soon as that is known. */
  private async begin(): Promise<void> {
    const [version, newest] = [this.shown()?.version, this.newest()];
    if (version === undefined || this.other()) return;
    const other = version > 1 ? version - 1 : newest;
    if (other !== undefined && other !== version) await this.compareWith(other);
  }

  /** Called by the choice of what to compare with. */
  async compareWith(version: number): Promise<void> {
    const shown = this.shown();
    await this.attempt(async () => {
      const other = await this.revisions.get(this.id, version);
      if (this.shown() === shown) this.other.set(other);
    });
  }

  /** Called after the person confirmed. Throws an ApiError: 409 where somebody saved meanwhile. */
  async restore(version: number): Promise<void> {
    await this.revisions.restore(this.id, version, this.newest() ?? version);
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await deed();
    } catch (error) {
      this.problem.set(error);
    }
  }
}
