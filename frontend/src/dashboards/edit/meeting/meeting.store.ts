import { computed, effect, ErrorHandler, inject, Injectable, linkedSignal, signal, untracked } from '@angular/core';
import { changesBetween, type Change } from '@quarterdeck/sdk/api/document-changes';
import { mergedDocuments, type Merge, type Side } from '@quarterdeck/sdk/api/document-merge';
import type { Revision } from '@quarterdeck/sdk/api/revisions';
import { RevisionsStore } from '../../revisions/revisions.store';
import { DashboardEditor } from '../dashboard-editor.store';
import { closed } from '../draft/documents';

/** Two people changed the same version: what each did, and how both can be kept. Provided by the note that shows it. */
@Injectable()
export class Meeting {
  private readonly editor = inject(DashboardEditor);
  private readonly revisions = inject(RevisionsStore);
  private readonly errors = inject(ErrorHandler);
  private readonly known = signal<readonly Revision[]>([]);

  readonly theirs = this.editor.theirs;
  /** The saves since the version that is being edited, the newest first; none until they are known. */
  readonly saves = computed(() => {
    const version = this.editor.version() ?? 0;
    return this.known().filter((save) => save.version > version);
  });
  /** null where it is not known with what the draft began. */
  readonly theirChanges = computed<readonly Change[] | null>(() => {
    const [base, theirs] = [this.editor.base(), this.theirs()];
    return base && theirs ? changesBetween(base, theirs.document) : null;
  });
  readonly myChanges = computed<readonly Change[] | null>(() => {
    const [base, mine] = [this.editor.base(), this.editor.document()];
    return base && mine ? changesBetween(base, mine) : null;
  });
  /** Whose stays where both touched the same thing. Another save of theirs asks anew. */
  private readonly choices = linkedSignal<number | undefined, Readonly<Record<string, Side | undefined>>>({
    source: () => this.theirs()?.version,
    computation: () => ({}),
  });
  readonly merge = computed<Merge | null>(() => {
    const [base, mine, theirs] = [this.editor.base(), this.editor.document(), this.theirs()];
    return base && mine && theirs ? mergedDocuments(base, mine, theirs.document, this.choices()) : null;
  });
  readonly isDecided = computed(() => this.merge()?.conflicts.every(({ key }) => this.choices()[key]) ?? false);

  constructor() {
    effect(() => {
      const theirs = this.theirs();
      if (theirs) untracked(() => void this.read(theirs.id));
    });
  }

  choice(key: string): Side | undefined {
    return this.choices()[key];
  }

  /** Called by the radio buttons of a conflict. */
  choose(key: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [key]: side }));
  }

  /** Called once every conflict is decided: one step in the editor's history. */
  putOnTop(): void {
    const merge = this.merge();
    if (!merge) return;
    // What both placed may overlap.
    this.editor.putOnTop(merge.document.panels.reduce((document, panel) => closed(document, panel), merge.document));
  }

  /** Names and notes are a courtesy: without them the note still says what changed. */
  private async read(id: string): Promise<void> {
    try {
      this.known.set((await this.revisions.list(id)).revisions);
    } catch (error) {
      this.errors.handleError(error);
    }
  }
}
